import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Random, randomId } from '../../platform/random';
import { contentSecurityPolicy } from './security-headers';
import { STYLE_NONCE_PLACEHOLDER } from './style-nonce';

const NOT_BUILT = 'The dashboard is not built yet. Run "npm run build", then start the server again.\n';
const ADDRESSES = ['/', '/index.html'];

/**
 * Serves the page itself, with a new word in each reply (a nonce) that its own style sheets carry and a stranger's
 * cannot. No cache keeps the page, or it would keep the word.
 * @param file `index.html` of the build
 * @param signIn where people sign in who have no token, which the page is told in a `meta` element
 */
export function serveDashboardPage(app: FastifyInstance, file: string, random: Random, signIn?: string): void {
  const told = signIn === undefined ? '' : `<meta name="hub-sign-in" content="${signIn}" />`;
  for (const url of ADDRESSES) {
    app.route({
      method: ['GET', 'HEAD'],
      url,
      prefixTrailingSlash: 'slash',
      handler: async (_request, reply) => {
        const page = await readFile(file, 'utf8').catch(() => undefined);
        if (page === undefined) {
          return answerNotBuilt(reply);
        }
        const nonce = randomId(random);
        return reply
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('content-security-policy', contentSecurityPolicy(nonce))
          .send(page.replace('</head>', `${told}</head>`).replaceAll(STYLE_NONCE_PLACEHOLDER, nonce));
      },
    });
  }
}

export function answerNotBuilt(reply: FastifyReply): FastifyReply {
  return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
}
