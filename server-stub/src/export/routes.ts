import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ExportedEvent } from '../../../src/protocol';
import type { ClassDirectory } from '../classes/class-directory';
import { type ClassParams, requireClass } from '../classes/routes';
import type { Feeds } from '../feed/feeds';
import type { EventLog } from '../log/event-log';
import type { Clock } from '../platform/clock';
import { HttpProblem } from '../problem';
import { recordHorizonMs } from '../retention/retention-limits';
import { reportDelivery } from './delivery-report';
import { exportEvents, toNdjson } from './exported-events';

type ExportRequest = { Params: ClassParams; Querystring: { readonly format?: unknown } };

export interface ExportDeps {
  readonly log: EventLog;
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
  readonly clock: Clock;
}

/** `GET /classes/{id}/events` and `/delivery`. */
export function exportRoutes(app: FastifyInstance, { log, feeds, directory, clock }: ExportDeps): void {
  app.get<ExportRequest>(
    '/classes/:classId/events',
    { config: { right: 'record.export', audit: 'record.exported' } },
    async (request, reply) => {
      const { id, policy } = await requireClass(directory, request.params.classId);
      requireKnownFormat(request.query.format ?? 'ndjson');
      const lines = toNdjson(await startReading(exportEvents(log, id, recordHorizonMs(clock.nowMs(), policy.retentionDays))));
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', 'attachment; filename="events.ndjson"')
        .send(Readable.from(lines, { highWaterMark: 1 }));
    },
  );

  app.get<{ Params: ClassParams }>('/classes/:classId/delivery', { config: { right: 'delivery.read' } }, async request => {
    const record = await requireClass(directory, request.params.classId);
    return reportDelivery(log, feeds.of(record).view);
  });
}

function requireKnownFormat(format: unknown): void {
  if (format === 'csv' || format === 'progsnap2') {
    throw new HttpProblem('invalid_request', `The format ${format} is not there yet. Ask for format=ndjson.`);
  }
  if (format !== 'ndjson') {
    throw new HttpProblem('invalid_request', 'There is no such format. Ask for format=ndjson.');
  }
}

/** Reads the first page before any header is sent: a log that is down is then a 503 and not a cut file. */
async function startReading(pages: AsyncGenerator<readonly ExportedEvent[]>): Promise<AsyncIterable<readonly ExportedEvent[]>> {
  const first = await pages.next();
  return prepend(first.done === true ? [] : first.value, pages);
}

async function* prepend(
  first: readonly ExportedEvent[],
  rest: AsyncIterable<readonly ExportedEvent[]>,
): AsyncGenerator<readonly ExportedEvent[]> {
  yield first;
  yield* rest;
}
