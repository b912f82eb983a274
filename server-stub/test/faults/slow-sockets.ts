import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const DRIP_MS = 200;

/** Sockets that send `start` and then a byte at a time, for ever: slow loris. */
export class SlowSockets {
  readonly #sockets: readonly Socket[];
  readonly #dripping: NodeJS.Timeout;

  private constructor(sockets: readonly Socket[]) {
    this.#sockets = sockets;
    this.#dripping = setInterval(() => this.#drip(), DRIP_MS);
  }

  static async open(url: string, count: number, start: string): Promise<SlowSockets> {
    const { hostname, port } = new URL(url);
    const sockets = Array.from({ length: count }, () => connect(Number(port), hostname));
    await Promise.all(sockets.map(socket => once(socket, 'connect')));
    sockets.forEach(socket =>
      socket
        .on('error', () => undefined)
        .resume()
        .write(start),
    );
    return new SlowSockets(sockets);
  }

  close(): void {
    clearInterval(this.#dripping);
    this.#sockets.forEach(socket => socket.destroy());
  }

  #drip(): void {
    this.#sockets.filter(({ writable }) => writable).forEach(socket => socket.write('a'));
  }
}

/** A header that never ends. */
export const SLOW_HEADERS = 'POST /api/v1/batches HTTP/1.1\r\nHost: class\r\nX-Slow: ';

/** A report without its body, which is said to be as large as any. */
export function slowBody(headers: Readonly<Record<string, string>>): string {
  const all = { host: 'class', 'content-length': String(256 * 1024), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /api/v1/batches HTTP/1.1\r\n${lines.join('')}\r\n`;
}
