import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Socket } from 'node:net';
import { type Measures, TAKEN } from '../stage/measures';

/** A moment's connections: no more than a server's queue of new ones holds. Fewer, when all were there once. */
const [AT_FIRST, AGAIN] = [250, 20];
const BREATH_MS = 20;

/** Connections that never send a byte. Those that the server ends are opened anew, until the signal. */
export async function pressSilently(url: string, count: number, signal: AbortSignal): Promise<Measures> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  const openOne = (): void => {
    const socket = connect(Number(port), hostname);
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
  };
  let made = 0;
  while (!signal.aborted) {
    for (let atOnce = made < count ? AT_FIRST : AGAIN; atOnce > 0 && open.size < count; atOnce--) {
      openOne();
      made += 1;
    }
    await delay(BREATH_MS);
  }
  open.forEach(socket => socket.destroy());
  return { [TAKEN]: made };
}
