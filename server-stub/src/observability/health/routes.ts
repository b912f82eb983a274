import type { FastifyInstance } from 'fastify';
import type { Random } from '../../platform/random';
import { unavailable } from '../../http/problem';
import type { Findings } from './findings';

/**
 * `GET /health/live`: the process answers. `GET /health/ready`: it can take events, or the reasons why not; and warnings.
 * Anybody may ask, so neither costs anything or tells of anybody.
 */
export function healthRoutes(app: FastifyInstance, findings: () => Promise<Findings>, random: Random): void {
  app.get('/health/live', { config: { isProbe: true } }, async () => ({ status: 'live' }));

  app.get('/health/ready', { config: { isProbe: true } }, async () => {
    const { reasons, warnings } = await findings();
    if (reasons.length > 0) {
      throw unavailable(random, 'The server cannot take events now.', reasons);
    }
    return warnings.length === 0 ? { status: 'ready' } : { status: 'ready', warnings };
  });
}
