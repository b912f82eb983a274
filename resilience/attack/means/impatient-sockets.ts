import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** As many requests as Node reads at once. */
const AT_ONCE = 1400;
/** Before a connection that the server ended is made again. */
const PAUSE_MS = 20;

/** Connections that send request after request and wait for no answer. Those that the server ends are made again, until the signal. @returns how many were made */
export async function pressImpatiently(url: string, path: string, count: number, signal: AbortSignal): Promise<number> {
  const { hostname, port, host } = new URL(url);
  const requests = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(AT_ONCE));
  let made = 0;
  const pressOne = async (): Promise<void> => {
    while (!signal.aborted) {
      made += 1;
      await sendUntilClosed(Number(port), hostname, requests, signal);
      await delay(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: count }, pressOne));
  return made;
}

function sendUntilClosed(port: number, host: string, requests: Buffer, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const socket = connect(port, host);
    const leave = (): void => void socket.destroy();
    const send = (): void => {
      while (!socket.destroyed && socket.write(requests)) {
        // Until the system takes no more.
      }
    };
    signal.addEventListener('abort', leave, { once: true });
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('drain', send).once('connect', send);
    socket.once('close', () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
  });
}
