import type { FastifyInstance } from 'fastify';
import { prometheusContentType } from 'prom-client';
import { type MetricsSnapshot, toExposition } from './exposition';

/** `GET /metrics`, for Prometheus. It tells of numbers alone: no person, no class, nothing that was typed. */
export function metricsRoutes(app: FastifyInstance, gather: () => Promise<readonly MetricsSnapshot[]>): void {
  app.get('/metrics', { config: { isProbe: true } }, async (_request, reply) => {
    const text = await toExposition(await gather());
    return reply.type(prometheusContentType).header('cache-control', 'no-store').send(text);
  });
}
