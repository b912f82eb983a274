import type { FastifyInstance, RouteOptions } from 'fastify';
import { HttpProblem, sendProblem } from './problem';

interface KnownPath {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Answers what no route takes: 405 with `Allow` at an address that takes other methods, else 404. Call it before the routes are added. */
export function answerUnknownRequests(app: FastifyInstance): void {
  const paths = new Map<string, KnownPath>();
  app.addHook('onRoute', route => noteRoute(paths, route));

  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?', 1);
    const known = [...paths.values()].find(({ pattern }) => pattern.test(path));
    if (known === undefined || known.methods.has(request.method)) {
      return sendProblem(reply, new HttpProblem('not_found', 'Nothing is at this address.'));
    }
    void reply.header('allow', [...known.methods].join(', '));
    return sendProblem(reply, new HttpProblem('invalid_request', 'This address does not take this method.', {}, 405));
  });
}

function noteRoute(paths: Map<string, KnownPath>, { url, method }: RouteOptions): void {
  if (url.includes('*')) {
    return;
  }
  const known = paths.get(url) ?? { pattern: toPattern(url), methods: new Set<string>() };
  paths.set(url, known);
  for (const name of [method].flat()) {
    known.methods.add(name);
  }
}

function toPattern(url: string): RegExp {
  const words = url.split('/').map(word => (word.startsWith(':') ? '[^/]+' : word.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')));
  return new RegExp(`^${words.join('/')}$`, 'u');
}
