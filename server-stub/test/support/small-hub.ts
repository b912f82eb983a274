import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server that says of tokens what a JupyterHub says. */
export class SmallHub {
  readonly #users = new Map<string, object>();
  /** The `Authorization` headers that it was asked with. */
  readonly asked: (string | undefined)[] = [];
  /** Answers in its place, while set. */
  instead: Answer | undefined;

  private constructor(readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.asked.push(request.headers.authorization);
      (this.instead ?? this.#answer)(request, response);
    });
  }

  static async open(port = 0): Promise<SmallHub> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new SmallHub(server);
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/hub/api`;
  }

  /** Gives a user a token. */
  logIn(name: string, words: object = {}): string {
    const token = `token-of-${name}-${String(this.#users.size)}`;
    this.#users.set(`token ${token}`, { kind: 'user', name, admin: false, groups: [], token_id: 'a1', session_id: null, ...words });
    return token;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  readonly #answer: Answer = ({ url, headers: { authorization = '' } }, response) => {
    const user = url === '/hub/api/user' ? this.#users.get(authorization) : undefined;
    const status = user === undefined ? 403 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(user ?? { status, message: 'Forbidden' }));
  };
}
