import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_LIFE_MS } from './instructor-access';

/** Where the server is, as browsers see it. */
export interface Entrance {
  /** The path below which page and API are served; begins and ends with a slash. */
  readonly baseUrl: string;
  /** The whole address that people use; undefined where that is the host's and port's. */
  readonly publicUrl?: string | undefined;
}

interface CookieKind {
  readonly name: string;
  readonly lifeMs: number;
  /** `lax`: it also comes along when another site's page sends the browser here. */
  readonly sameSite: 'strict' | 'lax';
}

const SESSION: CookieKind = { name: 'cell_monitor_session', lifeMs: SESSION_LIFE_MS, sameSite: 'strict' };

/** The cookie that holds an instructor's session. */
export const sessionCookie = (entrance: Entrance): OwnCookie => new OwnCookie(SESSION, entrance);

/**
 * A cookie that scripts cannot read. It goes to this server's own paths alone: others of the same host, such as a hub and its users' servers,
 * are not told it. Over https its name keeps everybody else from setting it: with `__Host-` those of other hosts and paths, with
 * `__Secure-` those who speak plain http.
 */
export class OwnCookie {
  readonly #kind: CookieKind;
  readonly #baseUrl: string;
  readonly #public: { readonly host: string; readonly path: string; readonly isHttps: boolean } | undefined;

  constructor(kind: CookieKind, { baseUrl, publicUrl }: Entrance) {
    this.#kind = kind;
    this.#baseUrl = baseUrl;
    const url = publicUrl === undefined ? undefined : new URL(publicUrl);
    this.#public = url && { host: url.host, path: url.pathname.replace(/\/?$/u, '/'), isHttps: url.protocol === 'https:' };
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.#nameFor(request)];
  }

  set(request: FastifyRequest, reply: FastifyReply, value: string): void {
    void reply.setCookie(this.#nameFor(request), value, { ...this.#optionsFor(request), maxAge: this.#kind.lifeMs / 1000 });
  }

  clear(request: FastifyRequest, reply: FastifyReply): void {
    void reply.clearCookie(this.#nameFor(request), this.#optionsFor(request));
  }

  #nameFor(request: FastifyRequest): string {
    const { isHttps, path } = this.#seenBy(request);
    const prefix = path === '/' ? '__Host-' : '__Secure-';
    return isHttps ? prefix + this.#kind.name : this.#kind.name;
  }

  #optionsFor(request: FastifyRequest) {
    const { isHttps, path } = this.#seenBy(request);
    return { path, httpOnly: true, sameSite: this.#kind.sameSite, secure: isHttps } as const;
  }

  /** Proxies may take a path away that browsers see, and the last of several may say `http`: for those who come by the public address, that counts. */
  #seenBy(request: FastifyRequest): { readonly isHttps: boolean; readonly path: string } {
    return this.#public !== undefined && this.#public.host === request.host
      ? this.#public
      : { isHttps: request.protocol === 'https', path: this.#baseUrl };
  }
}
