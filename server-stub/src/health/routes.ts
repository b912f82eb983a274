import type { FastifyInstance } from 'fastify';
import { LogUnavailableError, type EventLog } from '../log/event-log';
import type { Random } from '../platform/random';
import { unavailable } from '../problem';

/** `GET /health/live`: the process answers. `GET /health/ready`: it can take events, or the reasons why not. */
export function healthRoutes(app: FastifyInstance, log: EventLog, random: Random): void {
  app.get('/health/live', { config: { isProbe: true } }, async () => ({ status: 'live' }));

  app.get('/health/ready', { config: { isProbe: true } }, async () => {
    try {
      await log.check();
    } catch (error) {
      if (error instanceof LogUnavailableError) {
        throw unavailable(random, 'The server cannot take events now.', [`log: ${error.message}`]);
      }
      throw error;
    }
    return { status: 'ready' };
  });
}
