import { array, assert, constantFrom, integer, nat, option, property, shuffledSubarray, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireEvent } from '../../../../src/protocol';
import {
  actions,
  enrolled,
  hostileEvents,
  interleave,
  RECEIVED_MS,
  source,
  START_MS,
  step,
  timestamp,
  toBatch,
  toBatches,
  toEvents,
  toJson,
} from '../../../test/support/log/random-log';
import { VIEW } from '../../../test/support/log/view-of-all-time';
import type { BatchEntry, LogEntry, StoredEntry } from '../../log/event-log';
import { ClassProjection } from './class-projection';
import { ExerciseView } from './exercises/exercise-view';
import { renderStudent, renderTeams, renderTotals } from './render';

/** As they are in a log that holds them in this order, unless they say where they are. */
const inLog = (entries: readonly (LogEntry | StoredEntry)[], after = 0): StoredEntry[] =>
  entries.map((entry, index) => ('position' in entry ? entry : { position: String(after + index + 1), entry }));

/** Everything that a projection shows, in an order that does not depend on the fold's. */
function show(given: readonly (LogEntry | StoredEntry)[]): unknown {
  const projection = new ClassProjection();
  const stored = inLog(given);
  for (const { entry, position } of stored) {
    projection.fold(entry, position);
  }
  const entries = stored.map(({ entry }) => entry);
  const { helpAndVisits, messages, lookAlikes } = projection;
  const view = new ExerciseView(projection.exercises);
  view.look();
  const records = [...projection.students.values()].sort((a, b) => (a.studentId < b.studentId ? -1 : 1));
  const sources = new Set(entries.flatMap(entry => (entry.kind === 'batch' ? [`${entry.studentId} ${entry.sid}`] : [])));
  return {
    totals: renderTotals(records, VIEW.sinceMs),
    students: records.map(student => ({
      ...renderStudent(student, { ...VIEW, exercises: view, helpAndVisits, lookAlikes }),
      recent: student.recentRuns(),
    })),
    teams: renderTeams(records, { ...VIEW, helpAndVisits }),
    help: helpAndVisits.help(),
    messages: messages.newest({ limit: 1000, yardstickOf: key => view.yardstickOf(key) }),
    pending: ['ada', 'bob', 'eve'].map(studentId => [
      messages.pendingOf(studentId, '', RECEIVED_MS),
      helpAndVisits.helpStatusOf(studentId, RECEIVED_MS),
    ]),
    exercises: showExercises(projection, view),
    sources: [...sources].sort().map(source => {
      const [studentId = '', sid = ''] = source.split(' ');
      return projection.ledgers.of(studentId, sid).report(studentId, sid, 0);
    }),
  };
}

function showExercises(projection: ClassProjection, view: ExerciseView): unknown {
  const { exercises, students } = view.matrix([...projection.students.keys()].sort());
  return { exercises, students: [...students], errors: view.errors(projection.students) };
}

const sourcesOf = (marks: ReadonlyMap<string, number>) => [...marks].map(([sid, hwm]) => ({ sid, hwm }));

/** The same report with nothing in it. */
const emptied = (entry: BatchEntry): BatchEntry => ({ ...entry, eventsJson: '[]' });

describe('a class projection', () => {
  const world = tuple(array(source, { minLength: 1, maxLength: 4 }), enrolled, array(integer({ min: 0, max: 3 }), { minLength: 1 }));

  it('comes out the same however the sources interleave, are repeated and are cut into batches', () => {
    assert(
      property(
        world,
        actions(4),
        integer({ min: 1, max: 6 }),
        option(integer({ min: 0, max: 30 })),
        ([sources, enrolments, picks], done, otherCut, repeatAt) => {
          const cut = (perBatch: number | undefined): BatchEntry[][] =>
            sources.map(([student, steps, own, clockErrorMs], index) =>
              toBatches(index, student, toEvents(steps, clockErrorMs), perBatch ?? own, clockErrorMs),
            );
          const plain = [...enrolments, ...cut(undefined).flat()];
          const mixed = interleave(cut(otherCut), picks);
          const repeated = repeatAt === null ? mixed : [...mixed, ...mixed.slice(repeatAt % mixed.length), ...mixed];

          const later = inLog(done, 10_000);

          expect(show([...later.toReversed(), ...repeated, ...enrolments.toReversed(), ...later])).toEqual(show([...plain, ...later]));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('holds nothing of a student from before an erasure, and takes what comes later as new', () => {
    assert(
      property(world, world, actions(4), ([sources, enrolments], [laterSources, laterEnrolments], done) => {
        const batches = (all: typeof sources, firstIndex: number): BatchEntry[] =>
          all.flatMap(([, steps, perBatch, clockErrorMs], index) =>
            toBatches(firstIndex + index, 'ada', toEvents(steps, clockErrorMs), perBatch, clockErrorMs),
          );
        const before = batches(sources, 0);
        const later = batches(laterSources, 100);
        const adas = <T extends LogEntry>(all: readonly T[]): T[] => all.filter(({ studentId }) => studentId === 'ada');
        const marks = new Map(before.map(({ sid, last }) => [sid, last]));
        const erased = { kind: 'erased', studentId: 'ada', receivedAtMs: START_MS, sources: sourcesOf(marks) } as const;
        const after = [...later, ...adas(laterEnrolments)];
        const { sources: _reports, ...shown } = show([...adas(enrolments), ...before, ...adas(done), erased, ...after, ...before]) as {
          sources: unknown;
        };
        const { sources: _others, ...expected } = show([...after, ...before.map(emptied)]) as { sources: unknown };

        expect(shown).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('reports a source that goes on after an erasure from there, and not as one with a hole', () => {
    const projection = new ClassProjection();
    const event = (seq: number) => ({ seq, type: 'x', time: timestamp(START_MS), data: {} });
    const [before, after] = [toBatch(0, 'ada', [event(1), event(2)], 0), toBatch(0, 'ada', [event(3)], 0)];
    projection.fold(before);
    projection.fold({ kind: 'erased', studentId: 'ada', receivedAtMs: START_MS, sources: [{ sid: before.sid, hwm: 2 }] });
    const ledger = projection.ledgers.of('ada', before.sid);

    expect(projection.students.size).toBe(0);
    expect(ledger.isErased(2)).toBe(true);
    projection.fold(after);
    expect(ledger.isErased(3)).toBe(false);
    expect(ledger.report('ada', before.sid, 3)).toMatchObject({ hwm: 3, received: 1, missing: [], lost: 0, rejected: [] });
  });

  it('passes over what a newer server has put into the log', () => {
    const known = toBatch(0, 'ada', [{ seq: 1, type: 'x', time: timestamp(START_MS), data: {} }], 0);
    const unknownAction = { kind: 'action', studentId: 'ada', receivedAtMs: START_MS, id: 'x', action: { type: 'applause' } };
    const strange = [unknownAction, { kind: 'weather', studentId: '', receivedAtMs: START_MS }] as unknown as LogEntry[];

    expect(show([...strange, known])).toEqual(show([known]));
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

        expect(renderTotals(projection.students.values(), VIEW.sinceMs).events).toBe(ordinary);
        const report = projection.ledgers.of('ada', `${'s'.repeat(22)}0`).report('ada', 's', last);
        expect(report).toMatchObject({ hwm: last, received: ordinary, missing: [], lost: last - ordinary });
      }),
    );
  });

  it('tolerates data of any shape', () => {
    assert(
      property(hostileEvents, wire => {
        const entry = { ...toBatch(0, 'ada', [], 0), first: 1, last: wire.length, eventsJson: toJson(wire) };

        expect(() => JSON.stringify(show([entry]))).not.toThrow();
        expect(show([entry])).toMatchObject({ totals: { events: wire.length } });
      }),
    );
  });

  it('keeps what it says of a student short, however much they send', () => {
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

  it('is the student’s own when their clock is about right', () => {
    expect(lastEventAt(toBatch(0, 'ada', [runAt(START_MS)], 1500))).toBe(timestamp(START_MS));
  });

  it('is corrected when their clock is days off', () => {
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
  it('changes nothing, and neither does what is read again', () => {
    const logs = tuple(
      array(tuple(constantFrom('ada', 'bob'), step), { minLength: 1, maxLength: 12 }),
      actions(12),
      array(nat(), { minLength: 1 }),
    ).chain(([steps, done, picks]) => {
      const batches = steps.map(([student, one], index) => toBatch(index, student, toEvents([one], 0), 0));
      const entries = inLog(interleave<LogEntry>([batches, done], picks));
      return tuple(shuffledSubarray(entries, { minLength: entries.length }), shuffledSubarray(entries), constantFrom(entries));
    });
    const isSame = property(logs, ([shuffled, again, entries]) => {
      expect(show([...shuffled, ...again])).toEqual(show(entries));
    });
    assert(isSame, { numRuns: 500 });
  });
});
