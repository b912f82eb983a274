import type { FastifyInstance } from 'fastify';

/**
 * Adds the site's routes below a path. Who forgot that path, or its last slash, is sent there: the page's own files are found relative to it.
 * @param baseUrl begins and ends with a slash
 */
export function serveBelow(app: FastifyInstance, baseUrl: string, addSite: (site: FastifyInstance) => void): void {
  const prefix = baseUrl.slice(0, -1);
  app.register(async site => addSite(site), { prefix });
  if (prefix !== '') {
    // Relative: it never leads to another host, and holds behind a proxy that takes something of the path away.
    redirect(app, '/', prefix.slice(1));
    redirect(app, prefix, `./${prefix.slice(prefix.lastIndexOf('/') + 1)}`);
  }
}

function redirect(app: FastifyInstance, from: string, to: string): void {
  app.route({ method: ['GET', 'HEAD'], url: from, handler: async (_request, reply) => reply.redirect(`${to}/`, 302) });
}
