import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Chrome keeps a preflight's answer for at most 2 h. */
const PREFLIGHT_AGE_S = 7200;
const ALLOWED_HEADERS = 'Authorization, Content-Type, Content-Encoding';

/**
 * Lets pages of other origins call the routes of this scope: JupyterLab runs on another one. No cookies are
 * involved. It is written out here, and not a plugin's, because a plugin answers preflights for every path
 * under the prefix, and the instructors' routes are under the same one.
 * @param allowedOrigins undefined for any
 */
export function allowOtherOrigins(
  app: FastifyInstance,
  paths: readonly string[],
  allowedOrigins: readonly string[] | undefined,
  method: 'POST' | 'DELETE' = 'POST',
): void {
  const setAllowedOrigin = allowedOrigins === undefined ? allowAny : allowListed(new Set(allowedOrigins));

  app.addHook('onRequest', (request, reply, done) => {
    setAllowedOrigin(request, reply);
    void reply.header('access-control-expose-headers', 'Retry-After');
    done();
  });

  for (const path of paths) {
    app.options(path, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', method)
        .header('access-control-allow-headers', ALLOWED_HEADERS)
        .header('access-control-max-age', String(PREFLIGHT_AGE_S))
        .send(),
    );
  }
}

type SetAllowedOrigin = (request: FastifyRequest, reply: FastifyReply) => void;

const allowAny: SetAllowedOrigin = (_request, reply) => {
  void reply.header('access-control-allow-origin', '*');
};

const allowListed =
  (origins: ReadonlySet<string>): SetAllowedOrigin =>
  (request, reply) => {
    void reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin !== undefined && origins.has(origin)) {
      void reply.header('access-control-allow-origin', origin);
    }
  };
