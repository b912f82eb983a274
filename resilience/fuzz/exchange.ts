import { connect } from 'node:net';

/** A server that still waits for the rest of a request says nothing for so long; then we hang up. */
const SILENCE_MS = 250;
const MAX_BYTES = 1024 * 1024;

/** Sends bytes on a connection of their own. @returns all that came back, in Latin-1 @throws Error when nothing listens there */
export function exchange(url: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    socket.on('data', chunk => {
      chunks.push(chunk);
      received += chunk.length;
      if (received > MAX_BYTES) {
        socket.destroy();
      }
    });
    // A server that hangs up while we still send resets the connection: that is an answer.
    socket.on('error', (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED' && reject(error));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}
