import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Connections on which nothing was ever sent: browsers open some ahead. Node takes them for busy ones, so a server that stops
 * would wait for them until their time for a request is over.
 */
export class SilentConnections {
  readonly #open = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', socket => {
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
    });
  }

  /** Hangs up on them. */
  close(): void {
    for (const socket of this.#open) {
      if (socket.bytesRead === 0) {
        socket.destroy();
      }
    }
  }
}
