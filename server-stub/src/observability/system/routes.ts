import type { FastifyInstance } from 'fastify';
import type { SystemWatch } from './system-watch';

/** `GET /system`: how the server is, and was in the last hours. */
export function systemRoutes(app: FastifyInstance, watch: SystemWatch): void {
  app.get('/system', { config: { right: 'system.read' } }, () => watch.state());
}
