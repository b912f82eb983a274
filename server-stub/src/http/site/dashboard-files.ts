import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Random } from '../../platform/random';
import { answerNotBuilt, serveDashboardPage } from './dashboard-page';

/**
 * Serves the dashboard's build, its page at `/` of the scope.
 * @param root the folder that holds `index.html`; undefined for a server without a dashboard
 * @param signIn where people sign in who have no token, relative to the page; undefined for nowhere
 */
export function serveDashboard(app: FastifyInstance, root: string | undefined, random: Random, signIn?: string): void {
  if (root === undefined || !existsSync(join(root, 'index.html'))) {
    app.get('/', { prefixTrailingSlash: 'slash' }, async (_request, reply) => answerNotBuilt(reply));
    return;
  }
  serveDashboardPage(app, join(root, 'index.html'), random, signIn);
  const hashedFiles = join(root, 'assets') + sep;
  app.register(fastifyStatic, {
    root,
    index: false,
    cacheControl: false,
    // The build leaves a compressed copy beside each text.
    preCompressed: true,
    setHeaders: (reply: FastifyReply, path: string) => {
      // The build names these files by their content; every other file may change under its name.
      const isHashed = path.startsWith(hashedFiles);
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
