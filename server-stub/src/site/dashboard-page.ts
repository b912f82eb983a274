import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { type Random, randomId } from '../platform/random';
import { contentSecurityPolicy } from './security-headers';
import { STYLE_NONCE_PLACEHOLDER } from './style-nonce';

const ADDRESSES = ['/', '/index.html'];

/**
 * Serves the page itself, with a new word in each reply (a nonce) that its own style sheets carry and a stranger's
 * cannot. No cache keeps the page, or it would keep the word.
 * @param file `index.html` of the build
 */
export function serveDashboardPage(app: FastifyInstance, file: string, random: Random): void {
  for (const url of ADDRESSES) {
    app.route({
      method: ['GET', 'HEAD'],
      url,
      handler: async (_request, reply) => {
        const nonce = randomId(random);
        const page = await readFile(file, 'utf8');
        return reply
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('content-security-policy', contentSecurityPolicy(nonce))
          .send(page.replaceAll(STYLE_NONCE_PLACEHOLDER, nonce));
      },
    });
  }
}
