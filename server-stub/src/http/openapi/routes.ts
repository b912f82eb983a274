import type { FastifyInstance, RouteOptions } from 'fastify';
import packageJson from '../../../package.json' with { type: 'json' };
import { describeApi, type RegisteredRoute } from './describe-api';

/** Asked by browsers alone, before a page of another origin may ask itself. */
const PREFLIGHT = 'OPTIONS';

/** `GET /openapi.json`: what the routes of the scope do, for anybody. Call it before they are added. */
export function openApiRoutes(api: FastifyInstance): void {
  const routes: RegisteredRoute[] = [];
  let document: Buffer | undefined;
  api.addHook('onRoute', route => {
    routes.push(...toRegistered(route));
  });

  api.get('/openapi.json', async (_request, reply) => {
    // As bytes: anybody may ask, again and again.
    document ??= Buffer.from(JSON.stringify(describeApi(routes, packageJson.version)));
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document);
  });
}

function toRegistered({ method, url, config }: RouteOptions): readonly RegisteredRoute[] {
  const { right, knows } = (config ?? {}) as {
    readonly right?: string;
    readonly knows?: { query?: readonly string[]; body?: RegisteredRoute['body'] };
  };
  return [method]
    .flat()
    .filter(name => name !== PREFLIGHT)
    .map(name => ({ method: name, url, right, query: knows?.query ?? [], body: knows?.body }));
}
