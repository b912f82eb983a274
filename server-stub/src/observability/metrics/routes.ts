import type { FastifyInstance } from 'fastify';
import { prometheusContentType } from 'prom-client';
import type { Clock } from '../../platform/clock';
import { SharedAnswer } from '../../platform/pace/shared-answer';
import { toExposition } from './exposition';
import type { ProcessReport } from './metrics';

/** Putting the figures together takes some milliseconds, and anybody may ask. */
const LIFETIME_MS = 1000;

/** `GET /metrics`, for Prometheus. It tells of numbers alone: no person, no class, nothing that was typed. */
export function metricsRoutes(app: FastifyInstance, gatherReports: () => Promise<readonly ProcessReport[]>, clock: Clock): void {
  const describe = async (): Promise<string> => toExposition((await gatherReports()).map(({ metrics }) => metrics));
  const exposition = new SharedAnswer(describe, LIFETIME_MS, clock);

  app.get('/metrics', { config: { isProbe: true } }, async (_request, reply) =>
    reply
      .type(prometheusContentType)
      .header('cache-control', 'no-store')
      .send(await exposition.get()),
  );
}
