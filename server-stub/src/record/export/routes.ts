import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ExportedEvent } from '../../../../src/protocol';
import type { KeyRing } from '../../access/auth/key-ring';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import type { Feeds } from '../../live/feed/feeds';
import type { EventLog } from '../../log/event-log';
import type { LogErasure } from '../../log/log-erasure';
import type { BackgroundLane } from '../../platform/pace/background-lane';
import type { Clock } from '../../platform/clock';
import { settledMs } from '../../platform/watched-clock';
import type { ClassRecord } from '../../class/registry/registry';
import { recordHorizonMs } from '../../log/retention-limits';
import { reportDelivery } from './delivery-report';
import { EXPORT_WORDS, type ExportQuery, type ExportRequest, readExportRequest } from './export-request';
import { toDisposition } from './file-name';
import { CSV_TYPE, type ExportFormat, named, PLAIN_FORMATS, type PlainFormatName, type Writing } from './formats';
import type { EventPages } from './formats/event-pages';
import { classIri } from './formats/xapi';
import { packExport } from './pack-export';
import { Pseudonyms } from './pseudonyms';
import { type ReadingLimits, RecordReading } from './record-reading';
import { type MetSession, requireSession } from '../../live/sessions/find-session';
import { toStudentTable } from './student-table';

export interface ExportDeps {
  readonly log: EventLog;
  readonly erasure: Pick<LogErasure, 'list'>;
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
  /** Its current key makes the pseudonyms. */
  readonly keyRing: Pick<KeyRing, 'current'>;
  readonly clock: Clock;
  readonly lane: BackgroundLane;
}

/** Of which class, and of which of its sessions; undefined: of all, the whole record. */
interface ExportScope {
  readonly record: ClassRecord;
  readonly session: MetSession | undefined;
}

/** `GET /classes/{id}/events` and `/delivery`. */
export function exportRoutes(app: FastifyInstance, deps: ExportDeps): void {
  const { log, feeds, directory, clock } = deps;
  app.get<{ Params: ClassParams; Querystring: ExportQuery }>(
    '/classes/:classId/events',
    { config: { right: 'record.export', audit: 'record.exported', knows: { query: EXPORT_WORDS } } },
    async (request, reply) => {
      const wanted = readExportRequest(request.query);
      const record = await requireClass(directory, request.params.classId);
      const session = await findSession(deps, record, request.query.session);
      request.audited = { step: nameOfStep(wanted, session) };
      const pseudonyms = new Pseudonyms(deps.keyRing.current, record.id);
      if (wanted.format === 'students') {
        return sendStudents(deps, { record, session }, wanted, pseudonyms, reply);
      }
      const { isForSpreadsheet, hidesNames, hasCodeFolders } = wanted;
      const writing = { isForSpreadsheet, hasCodeFolders, home: classIri(record), ...(hidesNames && { pseudonyms }) };
      return wanted.isPackage || wanted.format === 'progsnap2'
        ? sendPackage(deps, { record, session }, wanted.format, writing, reply)
        : sendPlain(deps, { record, session }, wanted.format, writing, reply);
    },
  );

  app.get<{ Params: ClassParams }>('/classes/:classId/delivery', { config: { right: 'delivery.read' } }, async request => {
    const record = await requireClass(directory, request.params.classId);
    const report = await reportDelivery(log, feeds.of(record).view, clock);
    const { length: erasures } = await deps.erasure.list(record.id);
    return erasures === 0 ? report : { ...report, erasures };
  });
}

/** Undefined: the whole record. */
async function findSession({ feeds, clock }: ExportDeps, record: ClassRecord, id: unknown): Promise<MetSession | undefined> {
  if (id === undefined) {
    return undefined;
  }
  const { view } = feeds.of(record);
  await view.catchUp();
  return requireSession(view, id, clock.wallMs());
}

function nameOfStep({ format, hidesNames }: ExportRequest, session: MetSession | undefined): string {
  return [
    format,
    ...(hidesNames ? ['pseudonyms'] : []),
    ...(session === undefined ? [] : [`session of ${session.summary.startedAt}`]),
  ].join(', ');
}

async function sendStudents(
  { feeds, clock }: ExportDeps,
  { record, session }: ExportScope,
  { isForSpreadsheet, hidesNames }: ExportRequest,
  pseudonyms: Pseudonyms,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { view } = feeds.of(record);
  await view.catchUp();
  const table = toStudentTable(view, pseudonyms, { isForSpreadsheet, hidesNames, session });
  const what = toFileName('students.csv', isForSpreadsheet);
  const name = toDisposition(record.name, clock.wallMs(), { what, session: session?.summary, hidesNames });
  return attach(reply, CSV_TYPE, name).send(Readable.from(table));
}

async function sendPlain(
  deps: ExportDeps,
  scope: ExportScope,
  format: PlainFormatName,
  writing: Writing,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { fileName, mediaType, write } = PLAIN_FORMATS[format];
  const { record, session } = scope;
  const erasures = await deps.erasure.list(record.id);
  const pages = await startReading(readingOf(deps, scope, { erasures, ...limitsOf(format) }).pages());
  const what = toFileName(fileName, writing.isForSpreadsheet === true);
  attach(reply, mediaType, toDisposition(record.name, deps.clock.wallMs(), { what, session: session?.summary, ...hidingOf(writing) }));
  return reply.send(Readable.from(write(named(pages, writing), writing), { highWaterMark: 1 }));
}

/** The record with a manifest of what is in it, in one file. */
async function sendPackage(
  deps: ExportDeps,
  scope: ExportScope,
  format: Exclude<ExportFormat, 'students'>,
  writing: Writing,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { record, session } = scope;
  // The marks first: whatever they cover is in the log by then, and so in the reading.
  const marks = await deps.log.sources(record.id);
  const erasures = await deps.erasure.list(record.id);
  const open = (limits: ReadingLimits): RecordReading => readingOf(deps, scope, { erasures, ...limits });
  const atMs = deps.clock.wallMs();
  const about = { record, format, session: session?.summary, atMs, horizonMs: horizonOf(deps, record), marks, erasures: erasures.length };
  const zip = packExport({ ...about, writing, limits: limitsOf(format), open });
  const what = toFileName(`${format}.zip`, writing.isForSpreadsheet === true);
  const name = toDisposition(record.name, atMs, { what, session: session?.summary, ...hidingOf(writing) });
  return attach(reply, 'application/zip', name).send(zip);
}

const hidingOf = ({ pseudonyms }: Writing): { readonly hidesNames: boolean } => ({ hidesNames: pseudonyms !== undefined });

/** What is altered for people must not be taken for the record. */
const toFileName = (fileName: string, isForSpreadsheet: boolean): string =>
  isForSpreadsheet ? fileName.replace('.', '-for-spreadsheet.') : fileName;

/** The others have no words for what instructors do. */
function limitsOf(format: ExportFormat): Pick<ReadingLimits, 'withInstructors'> {
  return { withInstructors: format === 'ndjson' || format === 'csv' };
}

/** Before that, nothing is kept. */
function horizonOf({ clock }: ExportDeps, { policy }: ClassRecord): number {
  return recordHorizonMs(settledMs(clock), policy.retentionDays);
}

function readingOf(deps: ExportDeps, { record, session }: ExportScope, limits: ReadingLimits): RecordReading {
  return new RecordReading(deps.log, record.id, {
    time: session?.time,
    expiredBeforeMs: horizonOf(deps, record),
    slice: deps.lane.slice(),
    ...limits,
  });
}

function attach(reply: FastifyReply, mediaType: string, disposition: string): FastifyReply {
  return reply.type(mediaType).header('content-disposition', disposition);
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
