import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExportedEvent } from '../../../../src/protocol';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import type { Feeds } from '../../live/feed/feeds';
import type { EventLog } from '../../log/event-log';
import type { LogErasure } from '../../log/log-erasure';
import type { BackgroundLane } from '../../platform/pace/background-lane';
import { type Clock, toTimestamp } from '../../platform/clock';
import { HttpProblem } from '../../http/problem';
import type { ClassRecord } from '../../class/registry/registry';
import { recordHorizonMs } from '../../log/retention-limits';
import { reportDelivery } from './delivery-report';
import { EXPORT_FORMATS, type ExportFormat, filesOf, isExportFormat, PLAIN_FORMATS } from './formats';
import { describeExport } from './manifest';
import { type EventPages, type ReadingLimits, RecordReading } from './record-reading';
import { zipFiles } from './zip-archive';

type ExportRequest = { Params: ClassParams; Querystring: { readonly format?: unknown; readonly package?: unknown } };

export interface ExportDeps {
  readonly log: EventLog;
  readonly erasure: Pick<LogErasure, 'list'>;
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
  readonly clock: Clock;
  readonly lane: BackgroundLane;
}

/** `GET /classes/{id}/events` and `/delivery`. */
export function exportRoutes(app: FastifyInstance, deps: ExportDeps): void {
  const { log, feeds, directory, clock } = deps;
  app.get<ExportRequest>(
    '/classes/:classId/events',
    { config: { right: 'record.export', audit: 'record.exported', knows: { query: ['format', 'package'] } } },
    async (request, reply) => {
      const record = await requireClass(directory, request.params.classId);
      const format = requireFormat(request.query.format ?? 'ndjson');
      const isPackage = requirePackage(request.query.package) || format === 'progsnap2';
      return isPackage ? sendArchive(deps, record, format, request, reply) : sendPlain(deps, record, format, request, reply);
    },
  );

  app.get<{ Params: ClassParams }>('/classes/:classId/delivery', { config: { right: 'delivery.read' } }, async request => {
    const record = await requireClass(directory, request.params.classId);
    return reportDelivery(log, feeds.of(record).view, clock);
  });
}

function requireFormat(format: unknown): ExportFormat {
  if (!isExportFormat(format)) {
    throw new HttpProblem('invalid_request', `There is no such format. Ask for one of format=${EXPORT_FORMATS.join(', ')}.`);
  }
  return format;
}

function requirePackage(value: unknown): boolean {
  if (value !== undefined && value !== 'zip') {
    throw new HttpProblem('invalid_request', 'There is no such package. Ask for package=zip, or for none.');
  }
  return value === 'zip';
}

async function sendPlain(
  deps: ExportDeps,
  record: ClassRecord,
  format: Exclude<ExportFormat, 'progsnap2'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { fileName, mediaType, write } = PLAIN_FORMATS[format];
  const erasures = await deps.erasure.list(record.id);
  const pages = await startReading(readingOf(deps, record, { erasures, ...limitsOf(format) }).pages());
  attach(reply, mediaType, fileName);
  return reply.send(Readable.from(write(pages, homePageOf(request)), { highWaterMark: 1 }));
}

/** The record with a manifest of what is in it, in one file. */
async function sendArchive(
  deps: ExportDeps,
  record: ClassRecord,
  format: ExportFormat,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // The marks first: whatever they cover is in the log by then, and so in the reading.
  const marks = await deps.log.sources(record.id);
  const erasures = await deps.erasure.list(record.id);
  const reading = readingOf(deps, record, { erasures, ...limitsOf(format) });
  const files = filesOf(format, reading, () => readingOf(deps, record, { erasures, until: reading.position }), homePageOf(request));
  const at = new Date(deps.clock.wallMs());
  const facts = { classId: record.id, className: record.name, format, exportedAt: toTimestamp(at.getTime()) };
  attach(reply, 'application/zip', `${fileNamePart(record.id)}-${format}.zip`);
  return reply.send(
    zipFiles(files, {
      at,
      manifest: {
        name: 'manifest.json',
        write: written => {
          const manifest = describeExport({
            ...facts,
            events: reading.events,
            instructorSteps: reading.instructorSteps,
            files: written,
            delivery: reading.report(marks),
          });
          return `${JSON.stringify(manifest, null, 2)}\n`;
        },
      },
    }),
  );
}

/** The others have no words for what instructors do. */
function limitsOf(format: ExportFormat): Pick<ReadingLimits, 'withInstructors'> {
  return { withInstructors: format === 'ndjson' || format === 'csv' };
}

function readingOf({ log, clock, lane }: ExportDeps, { id, policy }: ClassRecord, limits: ReadingLimits): RecordReading {
  return new RecordReading(log, id, {
    expiredBeforeMs: recordHorizonMs(clock.wallMs(), policy.retentionDays),
    slice: lane.slice(),
    ...limits,
  });
}

function attach(reply: FastifyReply, mediaType: string, fileName: string): void {
  void reply.type(mediaType).header('content-disposition', `attachment; filename="${fileName}"`);
}

function fileNamePart(classId: string): string {
  return classId.replaceAll(/[^\w.-]/gu, '_');
}

/** Where the students' ids are ids: the server that gave them their places. */
function homePageOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`;
}

/** Reads the first page before any header is sent: a log that is down is then a 503 and not a cut file. */
async function startReading(pages: AsyncGenerator<readonly ExportedEvent[]>): Promise<EventPages> {
  const first = await pages.next();
  return prepend(first.done === true ? [] : first.value, pages);
}

async function* prepend(first: readonly ExportedEvent[], rest: EventPages): AsyncGenerator<readonly ExportedEvent[]> {
  yield first;
  yield* rest;
}
