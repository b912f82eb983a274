import { array, asyncProperty, assert, constantFrom, integer, tuple } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { ExportedEvent, ReplayedRun, WireEvent } from '../../../../src/protocol';
import { interleave, sidOf, source, START_MS, timestamp, toBatch, toBatches, toEvents } from '../../../test/support/log/random-log';
import { VirtualClock } from '../../../test/support/virtual-clock';
import type { ErasedEntry, EventLog, LogEntry } from '../../log/event-log';
import { TimeSlice } from '../../platform/pace/time-slice';
import { ClassProjection } from '../../live/projection/class-projection';
import { ExerciseView } from '../../live/projection/exercises/exercise-view';
import { type HistoryListener, HistoryReader } from './read-history';
import { ReplayRecording } from './replay-recording';
import { readCursor, TimelinePage } from './timeline';

const clock = new VirtualClock();
const ALL = { classId: 'c', expiredBeforeMs: 0 };

/** A log that can only be read. */
const logOf = (entries: readonly LogEntry[]): EventLog =>
  ({
    read: async (_classId: string, after: string, limit: number) =>
      entries.slice(Number(after), Number(after) + limit).map((entry, index) => ({ position: String(Number(after) + index + 1), entry })),
    readAt: async (_classId: string, positions: readonly string[]) =>
      positions.map(position => ({ position, entry: entries[Number(position) - 1] })),
  }) as unknown as EventLog;

function project(entries: readonly LogEntry[], expiredBeforeMs = 0): ClassProjection {
  const projection = new ClassProjection(expiredBeforeMs);
  entries.forEach((entry, index) => projection.fold(entry, String(index + 1)));
  return projection;
}

/** All pages of a student's timeline. */
async function timelineOf(entries: readonly LogEntry[], studentId: string, limit: number): Promise<ExportedEvent[][]> {
  const reader = new HistoryReader(logOf(entries), clock);
  const owner = { studentId, entries: project(entries).entriesOf(studentId) };
  const pages: ExportedEvent[][] = [];
  let before: string | null = '';
  do {
    const page = new TimelinePage(readCursor(before), limit);
    await reader.read({ ...ALL, owner }, page);
    const { events, before: next } = page.render('c');
    pages.push([...events]);
    before = next;
  } while (before !== null);
  return pages;
}

async function replayOf(entries: readonly LogEntry[], mostRuns?: number): Promise<{ runs: ReplayedRun[]; omitted: number; span: unknown }> {
  const projection = project(entries);
  const students = new Map([...projection.students.keys()].map((id, index) => [id, index]));
  const recording = new ReplayRecording(students, new ExerciseView(projection.exercises), mostRuns);
  await new HistoryReader(logOf(entries), clock).read(ALL, recording);
  const span = recording.span();
  const runs: ReplayedRun[] = [];
  for await (const run of recording.runs(span?.fromMs ?? 0, new TimeSlice(clock))) {
    runs.push(run);
  }
  return { runs, omitted: recording.omitted, span };
}

/** Tells a listener what is one student's. */
const about = (studentId: string, listener: HistoryListener): HistoryListener => ({
  hear: dated => {
    if (dated.entry.studentId === studentId) {
      listener.hear(dated);
    }
  },
  forget: erased => {
    if (erased === studentId) {
      listener.forget(erased);
    }
  },
});

const run = (seq: number, atMs: number, words: object = {}): WireEvent => ({
  seq,
  type: 'cell.executed',
  time: timestamp(atMs),
  data: { notebook: 'a.ipynb', cell: { id: 'c1', index: 0, exercise: 'q1' }, ok: true, ...words },
});

const world = tuple(
  array(source, { minLength: 1, maxLength: 4 }),
  array(integer({ min: 0, max: 3 }), { minLength: 1 }),
  integer({ min: 0, max: 30 }),
).map(([sources, picks, from]) => {
  const entries = interleave(
    sources.map(([student, steps, own, error], index) => toBatches(index, student, toEvents(steps, error), own, error)),
    picks,
  );
  return [...entries, ...entries.slice(from % entries.length)];
});

/** The same with students' data erased in the middle, some of it at the end once more, and some of it too old. */
const troubled = tuple(
  world,
  array(tuple(integer({ min: 0, max: 60 }), constantFrom('ada', 'bob'), integer({ min: 0, max: 9 })), { maxLength: 3 }),
  integer({ min: 0, max: 20 }),
).map(([entries, erasures, old]) => {
  const log: LogEntry[] = entries.map((entry, index) => (index < old ? { ...entry, receivedAtMs: START_MS - 1 } : entry));
  for (const [at, studentId, hwm] of erasures) {
    const erased: ErasedEntry = { kind: 'erased', studentId, receivedAtMs: START_MS, sources: [{ sid: sidOf(0), hwm }] };
    log.splice(at % (log.length + 1), 0, erased);
  }
  return log;
});

describe('a timeline', () => {
  it('is the same from the student\u2019s own entries as from the whole log', async () => {
    const isSame = asyncProperty(
      troubled,
      constantFrom('ada', 'bob', 'eve'),
      constantFrom(0, START_MS),
      async (entries, studentId, from) => {
        const reader = new HistoryReader(logOf(entries), clock);
        const scope = { classId: 'c', expiredBeforeMs: from };
        const [own, whole] = [new TimelinePage(undefined, 20), new TimelinePage(undefined, 20)];
        await reader.read({ ...scope, owner: { studentId, entries: project(entries, from).entriesOf(studentId) } }, own);
        await reader.read(scope, about(studentId, whole));

        expect(own.render('c')).toEqual(whole.render('c'));
      },
    );
    await assert(isSame, { numRuns: 300 });
  });

  it('has each event once, newest first, however it is cut into pages', async () => {
    const isWhole = asyncProperty(world, integer({ min: 1, max: 7 }), constantFrom('ada', 'bob'), async (entries, limit, student) => {
      const pages = await timelineOf(entries, student, limit);
      const events = pages.flat();
      const [whole = []] = await timelineOf(entries, student, 500);

      expect(events).toEqual(whole);
      expect(pages.every(page => page.length <= limit)).toBe(true);
      const ids = events.map(({ sid, from, seq, type }) => `${sid} ${type} ${String(from)} ${String(seq)}`);
      expect(new Set(ids).size).toBe(ids.length);
      const times = events.flatMap(({ time }) => (time === null ? [] : [time]));
      expect(times).toEqual(times.toSorted().toReversed());
    });
    await assert(isWhole);
  });

  it('shows when things really happened, also what arrived late', async () => {
    const late = toBatch(1, 'ada', [run(1, START_MS - 3_600_000)], 0);
    const slowClock = toBatch(0, 'ada', [run(1, START_MS - 86_400_000)], -86_400_000);
    const [[newest, oldest] = []] = await timelineOf([slowClock, late], 'ada', 10);

    expect(newest).toMatchObject({ sid: slowClock.sid, time: timestamp(START_MS) });
    expect(oldest).toMatchObject({ sid: late.sid, time: timestamp(START_MS - 3_600_000) });
  });

  it('tells what was lost, and nothing of before an erasure', async () => {
    const lost: WireEvent = { from: 2, seq: 4, type: 'lost', data: { count: 3, reason: 'quota' } };
    const entries: LogEntry[] = [
      toBatch(0, 'ada', [run(1, START_MS)], 0),
      { kind: 'erased', studentId: 'ada', receivedAtMs: START_MS, sources: [{ sid: toBatch(0, 'ada', [], 0).sid, hwm: 1 }] },
      toBatch(0, 'ada', [run(1, START_MS)], 0),
      toBatch(0, 'ada', [lost, run(5, START_MS)], 0),
    ];
    const [events = []] = await timelineOf(entries, 'ada', 10);

    expect(events.map(({ from, seq, type, time }) => [from, seq, type, time])).toEqual([
      [2, 4, 'lost', null],
      [undefined, 5, 'cell.executed', timestamp(START_MS)],
    ]);
  });

  it.each(['', 'x', 'W10', Buffer.from('[1,2,3]').toString('base64url'), Buffer.from('[-1,"a",1]').toString('base64url')])(
    'has no cursor %j',
    text => {
      expect(readCursor(text)).toBeUndefined();
    },
  );
});

describe('a replay', () => {
  it('has every run once, by the time when it really was, and ends as the class stands now', async () => {
    const isWhole = asyncProperty(world, async entries => {
      const { runs } = await replayOf(entries);
      const projection = project(entries);
      const view = new ExerciseView(projection.exercises);
      const times = runs.map(([atMs]) => atMs);

      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0] ?? 0).toBe(0);
      for (const [number, { progress }] of [...view.matrix(projection.students.keys()).students].entries()) {
        const own = runs.filter(([, student]) => student === number);
        const last = new Map(own.flatMap(([, , exercise, , status]) => (status === null ? [] : [[exercise, status] as const])));
        expect([...last].toSorted(([a], [b]) => a - b)).toEqual(progress.map(({ exercise, status }) => [exercise, status]));
      }
    });
    await assert(isWhole, { numRuns: 300 });
  });

  it('has as many runs as the class, whatever they check', async () => {
    const isWhole = asyncProperty(world, async entries => {
      const plain = entries.map(entry => ({ ...entry, eventsJson: entry.eventsJson.replaceAll('"checks":', '"other":') }));
      const { runs } = await replayOf(plain);
      const projection = project(plain);

      for (const [number, { runTimes }] of [...projection.students.values()].entries()) {
        expect(runs.filter(([, student]) => student === number)).toHaveLength(runTimes.total.runs);
      }
      expect((await replayOf(entries)).runs.length).toBeGreaterThanOrEqual(runs.length);
    });
    await assert(isWhole);
  });

  it('tells a run that checks several exercises again for each that stands otherwise with it', async () => {
    const checks = (...oks: boolean[]) => ({
      cell: { id: 'all', index: 9 },
      checks: oks.map((ok, index) => ({ exercise: `q${String(index + 1)}`, check: 't', ok })),
    });
    const stopped = { ended: 'interrupted', ok: false };
    const events = [
      run(1, START_MS, checks(true, false)),
      run(2, START_MS + 1, checks(true, false)),
      run(3, START_MS + 2, checks(true, true)),
      run(4, START_MS + 3, stopped),
    ];

    expect((await replayOf([toBatch(0, 'ada', events, 0)])).runs).toEqual([
      [0, 0, 1, 0, 'failing'],
      [0, 0, 0, 0, 'passed'],
      [1, 0, 1, 0, 'failing'],
      [2, 0, 1, 1, 'passed'],
      [3, 0, 0, 0, null],
    ]);
  });

  it('says whose, of which exercise and with what outcome', async () => {
    const entries = [
      toBatch(0, 'ada', [run(1, START_MS + 500, { ok: false }), run(2, START_MS + 900, { cell: { id: 'own', index: 3 } })], 0),
      toBatch(1, 'bob', [run(1, START_MS)], 0),
    ];

    expect(await replayOf(entries)).toEqual({
      runs: [
        [0, 1, 0, 1, 'ran'],
        [500, 0, 0, 0, 'failing'],
        [900, 0, -1, 1, null],
      ],
      omitted: 0,
      span: { fromMs: START_MS, toMs: START_MS + 900 },
    });
  });

  it('leaves the oldest out when there are too many, says how many, and forgets who is erased', async () => {
    const entries: LogEntry[] = [1, 2, 3, 4, 5].map(seq => toBatch(0, 'ada', [run(seq, START_MS + seq * 1000)], 0));
    const { runs, omitted, span } = await replayOf(entries, 3);

    expect(runs.map(([atMs]) => atMs)).toEqual([0, 1000, 2000]);
    expect({ omitted, span }).toEqual({ omitted: 2, span: { fromMs: START_MS + 3000, toMs: START_MS + 5000 } });
    const erased: LogEntry = { kind: 'erased', studentId: 'ada', receivedAtMs: START_MS, sources: [] };
    expect(await replayOf([...entries, toBatch(1, 'bob', [run(1, START_MS)], 0), erased])).toMatchObject({ runs: [[0, 0, 0, 1, 'ran']] });
  });

  it('of many thousand runs out of order is in order', async () => {
    const entries = Array.from({ length: 250 }, (_, index) =>
      toBatch(
        index,
        'ada',
        Array.from({ length: 100 }, (_run, seq) => run(seq + 1, START_MS + ((index * 7919) % 250) * 1000 + seq)),
        0,
      ),
    );
    const times = (await replayOf(entries)).runs.map(([atMs]) => atMs);

    expect(times).toHaveLength(25_000);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('a history that nobody waits for any more', () => {
  it('is not read when its turn comes, and no further when it is being read', async () => {
    const event = { seq: 1, type: 'x', time: timestamp(START_MS), data: {} };
    const log = logOf(Array.from({ length: 200 }, (_, index) => toBatch(index, 'ada', [event], 0)));
    const reads = vi.spyOn(log, 'read');
    const reader = new HistoryReader(log, clock);
    const gone = new AbortController();
    const nobody: HistoryListener = { hear: () => gone.abort(), forget: () => undefined };
    await Promise.all([reader.read(ALL, nobody, gone.signal), reader.read(ALL, nobody, gone.signal)]);

    expect(reads).toHaveBeenCalledTimes(1);
  });
});
