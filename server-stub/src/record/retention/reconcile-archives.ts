import type { RosterStudent } from '../../../../src/protocol';
import { comparePositions, type Erasure, type EventLog, LOG_START, type Position, type StoredEntry } from '../../log/event-log';
import type { SourceMark } from '../../log/log-retention';
import { listArchivedClasses } from '../../class/registry/archived-class';
import type { RecordStore } from './record-store';
import type { ClassRecord, Registry } from '../../class/registry/registry';
import type { Archive } from '../../log/archive/archive';
import { compareWithLog } from '../../log/archive/archive-next';
import { fromLine } from '../../log/archive/archive-line';
import { ArchiveUnusableError } from '../../log/archive/archive-unusable';

/**
 * Lets the store go on after archives that it does not know of: it is new, was replaced, or comes from a copy older than they are.
 * Their classes are there again, what they hold is shown, marks are raised to what they account for, and positions go on after them.
 * Must be done before a store takes its first entry, since an SQLite log that starts over would give positions again.
 * @param onRefused told of each class whose archive cannot be taken up: it is damaged, or the log holds something else in its range
 * @throws LogUnavailableError while the store is away
 */
export async function reconcileWithArchives(
  store: RecordStore,
  archive: Archive,
  onRefused: (error: ArchiveUnusableError) => void,
): Promise<void> {
  const described = await listArchivedClasses(archive);
  const byId = new Map([...described, ...(await store.registry.listClasses())].map(record => [record.id, record]));
  const rosters = new Map(described.map(({ id, roster = [] }) => [id, roster]));
  for (const record of byId.values()) {
    try {
      await reconcile(store, archive, record, rosters.get(record.id) ?? []);
    } catch (error) {
      if (!(error instanceof ArchiveUnusableError)) {
        throw error;
      }
      onRefused(error);
    }
  }
}

async function reconcile(store: RecordStore, archive: Archive, record: ClassRecord, roster: readonly RosterStudent[]): Promise<void> {
  await restoreClass(store.registry, record, roster);
  if (await isBehind(store, archive, record.id)) {
    const { end, marks, erasures } = await readThrough(store.log, archive, record.id);
    for (const erasure of erasures) {
      await store.erasure.restore(record.id, erasure);
    }
    await store.retention.resumeAfter(record.id, end, marks);
  }
}

/** The roster first: at no moment is the class open that was not. */
async function restoreClass(registry: Registry, record: ClassRecord, roster: readonly RosterStudent[]): Promise<void> {
  const known = await registry.getClass(record.id);
  const isRosterMissing = known === undefined || (known.hasRoster === true && (await registry.getRoster(record.id)).length === 0);
  if (isRosterMissing && roster.length > 0) {
    await registry.replaceRoster(record.id, roster);
  }
  if (known === undefined) {
    await registry.createClass(record);
  }
}

/** Whether the archive goes on after what the log knows to be trimmed, with entries that the log does not have. */
async function isBehind({ log, retention }: Pick<RecordStore, 'log' | 'retention'>, archive: Archive, classId: string): Promise<boolean> {
  const trimmed = await retention.trimmedThrough(classId);
  const next = await archive.fileAfter(classId, trimmed);
  if (next === undefined) {
    return false;
  }
  const end = await archive.end(classId);
  if (comparePositions(end, await retention.lastPosition(classId)) > 0) {
    return true;
  }
  const [archived] = (await archive.unpack(classId, next)).read(trimmed, 1);
  const [held] = await log.read(classId, trimmed, 1);
  return archived !== undefined && held !== undefined && comparePositions(archived.position, held.position) < 0;
}

/** What an archive tells of a log: where it ends, and what the log knew beside its entries. */
interface Archived {
  readonly end: Position;
  readonly marks: readonly SourceMark[];
  readonly erasures: readonly Erasure[];
}

/** Reads a class's whole archive, and makes sure that the log contradicts nothing of it. */
async function readThrough(log: EventLog, archive: Archive, classId: string): Promise<Archived> {
  const marks = new Map<string, SourceMark>();
  const erasures = new Map<string, Erasure>();
  let end = LOG_START;
  for (let file = await archive.fileAfter(classId, end); file !== undefined; file = await archive.fileAfter(classId, end)) {
    const chunk = await archive.unpack(classId, file);
    await compareWithLog(log, classId, end, chunk, file.last);
    for (const line of chunk.lines) {
      note(fromLine(line), marks, erasures);
    }
    end = file.last;
  }
  return { end, marks: [...marks.values()], erasures: [...erasures.values()] };
}

function note({ position, entry }: StoredEntry, marks: Map<string, SourceMark>, erasures: Map<string, Erasure>): void {
  const { studentId } = entry;
  if (entry.kind === 'batch') {
    raise(marks, studentId, entry.sid, entry.last);
  } else if (entry.kind === 'erased') {
    erasures.set(studentId, { studentId, position, erasedAtMs: entry.receivedAtMs });
    entry.sources.forEach(({ sid, hwm }) => raise(marks, studentId, sid, hwm));
  }
}

function raise(marks: Map<string, SourceMark>, studentId: string, sid: string, seq: number): void {
  const key = JSON.stringify([studentId, sid]);
  marks.set(key, { studentId, sid, hwm: Math.max(seq, marks.get(key)?.hwm ?? 0) });
}
