import { type ExportedEvent, type WireEvent } from '../../../src/protocol';
import { type BatchEntry, type EventLog, LOG_START, type LogEntry, type StoredEntry } from '../log/event-log';
import { toTimestamp } from '../platform/clock';
import { sizeOf } from '../projection/range-set';
import { isLost, SourceLedgers } from '../projection/source-ledger';

/** A batch has at most 500 events of 16 KiB: few entries at a time keep the memory of a hostile class small, too. */
const PAGE_ENTRIES = 50;

/**
 * Every event of a class once, in the log's order, a page of the log at a time.
 * @param expiredBeforeMs what was received before then is not shown
 * @throws LogUnavailableError
 */
export async function* exportEvents(
  log: EventLog,
  classId: string,
  expiredBeforeMs = 0,
): AsyncGenerator<readonly ExportedEvent[], void, undefined> {
  const ledgers = new SourceLedgers();
  let position = LOG_START;
  let page: readonly StoredEntry[];
  do {
    page = await log.read(classId, position, PAGE_ENTRIES);
    const kept = page.filter(({ entry }) => entry.kind !== 'batch' || entry.receivedAtMs >= expiredBeforeMs);
    yield kept.flatMap(({ entry }) => [...exportEntry(classId, entry, ledgers)]);
    position = page.at(-1)?.position ?? position;
  } while (page.length === PAGE_ENTRIES);
}

function* exportEntry(classId: string, entry: LogEntry, ledgers: SourceLedgers): Generator<ExportedEvent> {
  if (entry.kind === 'batch') {
    yield* newEvents(classId, entry, ledgers);
  } else if (entry.kind === 'erased') {
    ledgers.erase(entry.studentId, entry.sources);
  }
}

function* newEvents(classId: string, entry: BatchEntry, ledgers: SourceLedgers): Generator<ExportedEvent> {
  const ledger = ledgers.of(entry.studentId, entry.sid);
  for (const event of JSON.parse(entry.eventsJson) as WireEvent[]) {
    for (const range of ledger.admit(event)) {
      yield toExported(classId, entry, event, range);
    }
  }
}

/** @param range what of the event's range was not exported before */
function toExported(classId: string, entry: BatchEntry, event: WireEvent, range: { from: number; to: number }): ExportedEvent {
  const { studentId, team, sid, receivedAtMs } = entry;
  const receivedAt = toTimestamp(receivedAtMs);
  const whose = { classId, studentId, team, sid };
  if (!isLost(event)) {
    return { ...whose, seq: event.seq, type: event.type, time: event.time, receivedAt, data: event.data };
  }
  const isWhole = range.from === event.from && range.to === event.seq;
  const data = isWhole ? event.data : { ...event.data, count: sizeOf(range) };
  return { ...whose, from: range.from, seq: range.to, type: event.type, time: event.time ?? null, receivedAt, data };
}

/** One JSON object on each line. */
export async function* toNdjson(pages: AsyncIterable<readonly ExportedEvent[]>): AsyncGenerator<string, void, undefined> {
  for await (const page of pages) {
    if (page.length > 0) {
      yield `${page.map(event => JSON.stringify(event)).join('\n')}\n`;
    }
  }
}
