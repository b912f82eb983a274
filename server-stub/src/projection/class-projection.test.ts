import {
  anything,
  array,
  assert,
  boolean,
  constantFrom,
  dictionary,
  integer,
  type Arbitrary,
  option,
  property,
  record,
  shuffledSubarray,
  string,
  tuple,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RejectedEvent, WireEvent } from '../../../src/protocol';
import type { BatchEntry, LogEntry } from '../log/event-log';
import { ClassProjection } from './class-projection';
import { renderHelp, renderStudent, renderTeams, renderTotals } from './render';

const START_MS = Date.parse('2026-11-22T09:00:00.000Z');
const VIEW = { nowMs: START_MS + 10_000_000, cadenceMs: 15_000, heardAtMs: () => 0 };
const timestamp = (ms: number): string => new Date(ms).toISOString();

/** Everything that a projection shows, in an order that does not depend on the fold's. */
function show(entries: readonly LogEntry[]): unknown {
  const projection = new ClassProjection();
  for (const entry of entries) {
    projection.fold(entry);
  }
  const records = [...projection.students.values()].sort((a, b) => (a.studentId < b.studentId ? -1 : 1));
  const sources = new Set(entries.flatMap(entry => (entry.kind === 'batch' ? [`${entry.studentId} ${entry.sid}`] : [])));
  return {
    totals: renderTotals(records),
    students: records.map(student => ({ ...renderStudent(student, VIEW), recent: student.recentRuns() })),
    teams: renderTeams(records),
    help: renderHelp(records),
    sources: [...sources].sort().map(source => {
      const [studentId = '', sid = ''] = source.split(' ');
      return projection.ledgers.of(studentId, sid).report(studentId, sid, 0);
    }),
  };
}

const data = record(
  {
    notebook: constantFrom('a.ipynb', 'b.ipynb'),
    cell: record(
      { id: constantFrom('c1', 'c2'), index: integer({ min: 0, max: 3 }), exercise: constantFrom('e1', 'e2') },
      { requiredKeys: ['id'] },
    ),
    ok: boolean(),
    error: record({ name: constantFrom('NameError', 'TypeError'), message: string() }),
    question: string({ maxLength: 5 }),
  },
  { requiredKeys: [] },
);

interface Step {
  readonly type: string;
  readonly data: object;
  readonly gapMs: number;
  readonly lost: number;
}

const step: Arbitrary<Step> = record({
  type: constantFrom(
    'cell.executed',
    'cell.executed',
    'cell.executed',
    'notebook.opened',
    'help.requested',
    'help.withdrawn',
    'presence.hidden',
  ),
  data,
  gapMs: integer({ min: 0, max: 5000 }),
  lost: constantFrom(0, 0, 0, 0, 1, 4),
});

/** One tab's whole life: its events, cut into batches, with its own wrong clock. */
const source = tuple(
  constantFrom('ada', 'bob', 'eve'),
  array(step, { minLength: 1, maxLength: 25 }),
  integer({ min: 1, max: 6 }),
  constantFrom(0, 300, -172_800_000, 3_600_000),
);

function toEvents(steps: readonly Step[], clockErrorMs: number): WireEvent[] {
  let seq = 0;
  let timeMs = START_MS;
  return steps.map(({ type, data: given, gapMs, lost }) => {
    timeMs += gapMs;
    const from = seq + 1;
    seq += lost === 0 ? 1 : lost;
    return lost === 0
      ? { seq, type, time: timestamp(timeMs + clockErrorMs), data: given as Record<string, unknown> }
      : { from, seq, type: 'lost', data: { count: lost, reason: 'quota' } };
  });
}

function toBatches(index: number, studentId: string, events: readonly WireEvent[], perBatch: number, clockErrorMs: number): BatchEntry[] {
  const batches: BatchEntry[] = [];
  for (let start = 0; start < events.length; start += perBatch) {
    batches.push(toBatch(index, studentId, events.slice(start, start + perBatch), clockErrorMs));
  }
  return batches;
}

const RECEIVED_MS = START_MS + 1_000_000;

function toBatch(
  index: number,
  studentId: string,
  events: readonly WireEvent[],
  clockErrorMs: number,
  rejected: RejectedEvent[] = [],
): BatchEntry {
  const [head] = events;
  return {
    kind: 'batch',
    studentId,
    team: 'Team 1',
    sid: `${'s'.repeat(22)}${String(index)}`,
    first: head === undefined ? 1 : 'from' in head ? head.from : head.seq,
    last: events.at(-1)?.seq ?? 1,
    sentAt: timestamp(RECEIVED_MS + clockErrorMs),
    receivedAtMs: RECEIVED_MS,
    eventsJson: JSON.stringify(events),
    rejected,
  };
}

const enrolled = array(
  record({
    kind: constantFrom('enrolled' as const),
    studentId: constantFrom('ada', 'bob', 'eve'),
    displayName: constantFrom('Ada', 'Bob', 'Eve'),
    team: constantFrom('', 'Team 1', 'Team 2'),
    receivedAtMs: integer({ min: START_MS, max: START_MS + 5 }),
  }),
  { maxLength: 4 },
);

/** Interleaves the sources at random; each keeps its own order, as the log does. */
function interleave(sources: readonly (readonly BatchEntry[])[], picks: readonly number[]): BatchEntry[] {
  const queues = sources.map(batches => [...batches]);
  const result: BatchEntry[] = [];
  for (let turn = 0; queues.some(queue => queue.length > 0); turn++) {
    const open = queues.filter(queue => queue.length > 0);
    const next = open[(picks[turn % picks.length] ?? 0) % open.length]?.shift();
    if (next !== undefined) {
      result.push(next);
    }
  }
  return result;
}

describe('a class projection', () => {
  const world = tuple(array(source, { minLength: 1, maxLength: 4 }), enrolled, array(integer({ min: 0, max: 3 }), { minLength: 1 }));

  it('comes out the same however the sources interleave, are repeated and are cut into batches', () => {
    assert(
      property(
        world,
        integer({ min: 1, max: 6 }),
        option(integer({ min: 0, max: 30 })),
        ([sources, enrolments, picks], otherCut, repeatAt) => {
          const cut = (perBatch: number | undefined): BatchEntry[][] =>
            sources.map(([student, steps, own, clockErrorMs], index) =>
              toBatches(index, student, toEvents(steps, clockErrorMs), perBatch ?? own, clockErrorMs),
            );
          const plain = [...enrolments, ...cut(undefined).flat()];
          const mixed = interleave(cut(otherCut), picks);
          const repeated = repeatAt === null ? mixed : [...mixed, ...mixed.slice(repeatAt % mixed.length), ...mixed];

          expect(show([...repeated, ...enrolments.toReversed()])).toEqual(show(plain));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('counts each event once, and lost ones apart', () => {
    assert(
      property(array(step, { minLength: 1, maxLength: 30 }), steps => {
        const events = toEvents(steps, 0);
        const ordinary = events.filter(event => event.type !== 'lost').length;
        const projection = new ClassProjection();
        projection.fold(toBatch(0, 'ada', events, 0));
        projection.fold(toBatch(0, 'ada', events, 0));
        const last = events.at(-1)?.seq ?? 0;

        expect(renderTotals(projection.students.values()).events).toBe(ordinary);
        const report = projection.ledgers.of('ada', `${'s'.repeat(22)}0`).report('ada', 's', last);
        expect(report).toMatchObject({ hwm: last, received: ordinary, missing: [], lost: last - ordinary });
      }),
    );
  });

  it('tolerates data of any shape', () => {
    const hostile = dictionary(constantFrom('notebook', 'cell', 'ok', 'error', 'code', 'durationMs', '__proto__', 'question'), anything());
    const events = array(tuple(constantFrom('cell.executed', 'help.requested', 'notebook.opened', 'x'), hostile), {
      minLength: 1,
      maxLength: 5,
    });
    assert(
      property(events, shapes => {
        const wire = shapes.map(([type, shape], index) => ({ seq: index + 1, type, time: timestamp(START_MS), data: { ...shape } }));
        const entry = { ...toBatch(0, 'ada', [], 0), first: 1, last: wire.length, eventsJson: toJson(wire) };

        expect(() => JSON.stringify(show([entry]))).not.toThrow();
        expect(show([entry])).toMatchObject({ totals: { events: wire.length } });
      }),
    );
  });

  it('keeps what it says of a student short, however much he sends', () => {
    const long = 'x'.repeat(100_000);
    const cell = { id: long, index: 0, exercise: long };
    const given = { notebook: long, cell, ok: false, code: long, error: { name: long, message: long, traceback: long } };
    const entry = toBatch(0, 'ada', [{ seq: 1, type: 'cell.executed', time: timestamp(START_MS), data: given }], 0);

    expect(JSON.stringify(show([entry])).length).toBeLessThan(20_000);
  });

  it('remembers the same of any part of a log that is read again', () => {
    assert(
      property(world, integer({ min: 0, max: 20 }), ([sources, , picks], from) => {
        const batches = sources.map(([student, steps, own, error], index) => toBatches(index, student, toEvents(steps, error), own, error));
        const log = interleave(batches, picks);

        expect(show([...log, ...log.slice(from % log.length)])).toEqual(show(log));
      }),
    );
  });
});

describe('the time of an event', () => {
  const runAt = (ms: number, seq = 1): WireEvent => ({ seq, type: 'cell.executed', time: timestamp(ms), data: { ok: true } });
  const lastEventAt = (...entries: BatchEntry[]): unknown =>
    (show(entries) as { students: { lastEventAt: string }[] }).students[0]?.lastEventAt;

  it('is the student’s own when his clock is about right', () => {
    expect(lastEventAt(toBatch(0, 'ada', [runAt(START_MS)], 1500))).toBe(timestamp(START_MS));
  });

  it('is corrected when his clock is days off', () => {
    const error = -2 * 86_400_000;
    expect(lastEventAt(toBatch(0, 'ada', [runAt(START_MS + error)], error))).toBe(timestamp(START_MS));
  });

  it('is never after its arrival', () => {
    expect(lastEventAt(toBatch(0, 'ada', [runAt(START_MS + 9e12)], 0))).toBe(timestamp(RECEIVED_MS));
  });

  it('keeps the order of the source when the clock jumps back', () => {
    const entry = toBatch(0, 'ada', [runAt(START_MS + 5000), runAt(START_MS, 2)], 0);
    const { students } = show([entry]) as { students: { recent: { seq: number }[] }[] };

    expect(students[0]?.recent.map(run => run.seq)).toEqual([2, 1]);
  });
});

describe('a lost range', () => {
  it('that covers events which had arrived all the same counts the others alone', () => {
    const events = [1, 2, 3].map(seq => ({ seq, type: 'x', time: timestamp(START_MS), data: {} }));
    const lost: WireEvent = { from: 2, seq: 6, type: 'lost', data: { count: 5, reason: 'evicted' } };
    const expected = [{ hwm: 6, received: 3, lost: 3, missing: [] }];

    expect(show([toBatch(0, 'ada', events, 0), toBatch(0, 'ada', [lost], 0)])).toMatchObject({ sources: expected });
    expect(show([toBatch(0, 'ada', [lost], 0), toBatch(0, 'ada', events, 0)])).toMatchObject({ sources: expected });
  });
});

describe('shuffling whole logs of single batches', () => {
  it('changes nothing', () => {
    const logs = array(tuple(constantFrom('ada', 'bob'), step), { minLength: 1, maxLength: 12 }).chain(steps => {
      const entries = steps.map(([student, one], index) => toBatch(index, student, toEvents([one], 0), 0));
      return tuple(shuffledSubarray(entries, { minLength: entries.length }), constantFrom(entries));
    });
    const isSame = property(logs, ([shuffled, entries]) => {
      expect(show(shuffled)).toEqual(show(entries));
    });
    assert(isSame, { numRuns: 300 });
  });
});

/** JSON of any value: what JSON cannot say becomes null, as on the wire. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'bigint' || typeof inner === 'function' || typeof inner === 'symbol' ? null : inner,
  );
}
