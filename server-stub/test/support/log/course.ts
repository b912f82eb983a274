import { DEFAULT_POLICY } from '../../../../src/protocol';
import { reportDelivery } from '../../../src/record/export/delivery-report';
import { toNdjson } from '../../../src/record/export/formats/ndjson';
import { RecordReading } from '../../../src/record/export/record-reading';
import { ClassView } from '../../../src/live/view/class-view';
import { NO_SNAPSHOTS } from '../../../src/live/snapshots/snapshot-store';
import { ViewSnapshot } from '../../../src/live/snapshots/view-snapshot';
import { HistoryReader } from '../../../src/record/history/read-history';
import { ReplayRecording } from '../../../src/record/history/replay-recording';
import { TimelinePage } from '../../../src/record/history/timeline';
import { type EventLog, LOG_START, type StoredEntry } from '../../../src/log/event-log';
import { batch } from './batches';
import type { Store } from '../../../src/app/storage/store';
import { MemoryPresence } from '../../../src/live/presence/memory-presence';
import type { ClassRecord } from '../../../src/class/registry/registry';
import { VirtualClock } from '../virtual-clock';

export const DAY_MS = 86_400_000;
export const START_MS = Date.parse('2020-01-06T09:00:00.000Z');
export const CLASS: ClassRecord = { id: 'c', name: 'C', joinCode: 'ABCDEF', policy: DEFAULT_POLICY, createdAtMs: 1 };

/** A batch of `first` to `last`, received on a day of the course. */
export function onDay(day: number, first: number, last: number, words: Parameters<typeof batch>[2] = {}) {
  const { oldest, entry } = batch(first, last, words);
  return { oldest, entry: { ...entry, receivedAtMs: START_MS + day * DAY_MS } };
}

const eventsOf = (first: number, last: number, code = ''): string =>
  JSON.stringify(
    Array.from({ length: last - first + 1 }, (_, index) => {
      const data = { notebook: 'a.ipynb', ok: true, durationMs: 1, executionCount: 1, language: 'python', code };
      return { seq: first + index, type: 'cell.executed', time: '2026-11-22T09:10:00.000Z', data };
    }),
  );

const common = { kind: 'action', receivedAtMs: START_MS, studentId: 'ada' } as const;
const by = { id: 'g', name: 'Grace' };
const actions = [
  { ...common, id: 'd1', action: { type: 'visit', step: 'done', by } },
  { ...common, id: 'd2', studentId: '', action: { type: 'message', to: { all: true }, text: '\u2028\0 \ud83d <b>', by } },
  { ...common, id: 'd3', action: { type: 'addressed', message: 'd2' } },
] as const;

/** Thirty days of two students, one of whom has a hole in their record and hostile code. */
export async function fillCourse(store: Store): Promise<void> {
  await store.registry.createClass(CLASS);
  const enrolled = { kind: 'enrolled', studentId: 'ada', displayName: 'Ada', team: 't', receivedAtMs: START_MS } as const;
  await store.log.appendEntries('c', enrolled);
  await store.log.appendEntries('c', ...actions);
  for (let day = 0; day < 30; day++) {
    const first = 10 * day + 1;
    await store.log.append('c', onDay(day, first, first + 9, { eventsJson: eventsOf(first, first + 9) }));
    const bobs = { studentId: 'bob', oldest: 20 * day + 1, eventsJson: eventsOf(20 * day + 1, 20 * day + 10, '\u2028\0 \ud83d\ude00 <b>') };
    await store.log.append('c', onDay(day, 20 * day + 1, 20 * day + 10, bobs));
  }
}

export async function readAll(log: EventLog, pageLength: number, classId = 'c'): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  let page: readonly StoredEntry[];
  do {
    page = await log.read(classId, all.at(-1)?.position ?? LOG_START, pageLength);
    all.push(...page);
  } while (page.length === pageLength);
  return all;
}

/** All that an instructor can get from a log. */
export async function everythingShown(log: EventLog): Promise<object> {
  let exported = '';
  for await (const lines of toNdjson(new RecordReading(log, 'c').pages())) {
    exported += lines;
  }
  const clock = new VirtualClock(START_MS + 31 * DAY_MS);
  const snapshot = new ViewSnapshot('c', { store: NO_SNAPSHOTS, clock, onTrouble: () => undefined });
  const view = new ClassView('c', {
    log,
    clock,
    snapshot,
    presence: new MemoryPresence(clock),
    cadenceMs: () => 1000,
    retentionDays: () => undefined,
    roster: () => [],
    refreshRoster: async () => undefined,
  });
  const delivery = await reportDelivery(log, view, clock);
  const sources = delivery.sources.toSorted((a, b) => a.studentId.localeCompare(b.studentId));
  return { exported, sources, state: view.state(), entries: await readAll(log, 7), ...(await historyOf(log, view, clock)) };
}

async function historyOf(log: EventLog, view: ClassView, clock: VirtualClock): Promise<object> {
  const reader = new HistoryReader(log, clock);
  const scope = { classId: 'c', expiredBeforeMs: 0 };
  const [page, replay] = [new TimelinePage(undefined, 500), new ReplayRecording(new Map([['ada', 0]]), view.exercises)];
  await Promise.all([
    reader.read({ ...scope, owner: { studentId: 'bob', entries: view.projection.entriesOf('bob') } }, page),
    reader.read(scope, replay),
  ]);
  return { timeline: page.render('c'), span: replay.span() };
}
