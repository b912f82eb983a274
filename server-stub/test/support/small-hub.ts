import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** This server as the hub knows it. */
export const SERVICE = { id: 'service-class', token: 'token-of-the-service' };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server that says of tokens and users what a JupyterHub says, and gives tokens for the codes of its OAuth. */
export class SmallHub {
  /** By their tokens. */
  readonly #users = new Map<string, object>();
  /** Tokens by the codes that they are given for, once. */
  readonly #codes = new Map<string, string>();
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

  /** Changes what the hub says of a user. */
  change(name: string, words: object): void {
    for (const [token, user] of this.#users) {
      this.#users.set(token, (user as { name: string }).name === name ? { ...user, ...words } : user);
    }
  }

  /** What a browser brings back from the hub's page. */
  authorise(name: string, words: object = {}): string {
    const code = `code-of-${name}`;
    this.#codes.set(code, this.logIn(name, words));
    return code;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  readonly #answer: Answer = (request, response) => {
    void this.#find(request).then(found => {
      const status = found === undefined ? 403 : found === 'nobody' ? 404 : 200;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(status === 200 ? found : { status, message: 'No' }));
    });
  };

  async #find(request: IncomingMessage): Promise<object | 'nobody' | undefined> {
    const { url = '', headers, method } = request;
    if (url === '/hub/api/user') {
      return this.#users.get(headers.authorization ?? '');
    }
    if (url === '/hub/api/oauth2/token' && method === 'POST') {
      return this.#redeem(new URLSearchParams(await text(request)));
    }
    const name = /^\/hub\/api\/users\/([^/]+)$/u.exec(url)?.[1];
    if (name === undefined || headers.authorization !== `token ${SERVICE.token}`) {
      return undefined;
    }
    return [...this.#users.values()].find(user => (user as { name: string }).name === decodeURIComponent(name)) ?? 'nobody';
  }

  #redeem(form: URLSearchParams): object | undefined {
    const token = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const isOurs = form.get('client_id') === SERVICE.id && form.get('client_secret') === SERVICE.token;
    return token !== undefined && isOurs && form.get('grant_type') === 'authorization_code'
      ? { access_token: token, token_type: 'Bearer' }
      : undefined;
  }
}
