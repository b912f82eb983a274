import type { FastifyInstance } from 'fastify';
import { prometheusContentType } from 'prom-client';
import { toExposition } from './exposition';
import type { ProcessReport } from './metrics';

/** `GET /metrics`, for Prometheus. It tells of numbers alone: no person, no class, nothing that was typed. */
export function metricsRoutes(app: FastifyInstance, gatherReports: () => Promise<readonly ProcessReport[]>): void {
  app.get('/metrics', { config: { isProbe: true } }, async (_request, reply) => {
    const reports = await gatherReports();
    const text = await toExposition(reports.map(({ metrics }) => metrics));
    return reply.type(prometheusContentType).header('cache-control', 'no-store').send(text);
  });
}
