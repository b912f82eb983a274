import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Socket } from 'node:net';

/** A moment's connections: no more than a server's queue of new ones holds. */
const AT_ONCE = 250;
const BREATH_MS = 20;

/** Connections that never send a byte. Those that the server ends are opened anew, until the signal. */
export async function pressSilently(url: string, count: number, signal: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  const openOne = (): void => {
    const socket = connect(Number(port), hostname);
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
  };
  while (!signal.aborted) {
    for (let opened = 0; opened < AT_ONCE && open.size < count; opened++) {
      openOne();
    }
    await delay(BREATH_MS);
  }
  open.forEach(socket => socket.destroy());
}
