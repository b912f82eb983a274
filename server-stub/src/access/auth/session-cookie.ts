import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_LIFE_MS } from './instructor-access';

const NAME = 'cell_monitor_session';

/** Where the server is, as browsers see it. */
export interface Entrance {
  /** The path below which page and API are served; begins and ends with a slash. */
  readonly baseUrl: string;
  /** The whole address that people use; undefined where that is the host's and port's. */
  readonly publicUrl?: string | undefined;
}

/**
 * The cookie that holds a session. It goes to this server's own paths alone: others of the same host, such as a hub and its users' servers,
 * are not told it. Over https its name keeps everybody else from setting it: with `__Host-` those of other hosts and paths, with
 * `__Secure-` those who speak plain http.
 */
export class SessionCookie {
  readonly #baseUrl: string;
  readonly #public: { readonly host: string; readonly path: string } | undefined;

  constructor({ baseUrl, publicUrl }: Entrance) {
    this.#baseUrl = baseUrl;
    const url = publicUrl === undefined ? undefined : new URL(publicUrl);
    this.#public = url && { host: url.host, path: url.pathname.replace(/\/?$/u, '/') };
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.#nameFor(request)];
  }

  set(request: FastifyRequest, reply: FastifyReply, session: string): void {
    void reply.setCookie(this.#nameFor(request), session, { ...this.#optionsFor(request), maxAge: SESSION_LIFE_MS / 1000 });
  }

  clear(request: FastifyRequest, reply: FastifyReply): void {
    void reply.clearCookie(this.#nameFor(request), this.#optionsFor(request));
  }

  /** A proxy may take a path away that browsers see: it counts for those who come by the public name. */
  pathFor(request: FastifyRequest): string {
    return this.#public !== undefined && this.#public.host === request.host ? this.#public.path : this.#baseUrl;
  }

  #nameFor(request: FastifyRequest): string {
    if (request.protocol !== 'https') {
      return NAME;
    }
    return this.pathFor(request) === '/' ? `__Host-${NAME}` : `__Secure-${NAME}`;
  }

  #optionsFor(request: FastifyRequest) {
    return { path: this.pathFor(request), httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
  }
}
