import { createHash } from 'node:crypto';
import { array, assert, integer, option, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actions,
  enrolled,
  hostileEvents,
  interleave,
  sidOf,
  source,
  START_MS,
  timestamp,
  toBatch,
  toBatches,
  toEvents,
  toJson,
} from '../../../test/support/log/random-log';
import { VIEW } from '../../../test/support/log/view-of-all-time';
import type { LogEntry, StoredEntry } from '../../log/event-log';
import { ClassProjection } from './class-projection';
import { type ProjectionValue, SNAPSHOT_VERSION } from './projection-value';
import { ExerciseView } from './exercises/exercise-view';
import { renderStudent, renderTeams, renderTotals } from './render';

function foldAll(entries: readonly StoredEntry[], projection = new ClassProjection()): ClassProjection {
  entries.forEach(({ entry, position }) => projection.fold(entry, position));
  return projection;
}

const inLog = (entries: readonly LogEntry[]): StoredEntry[] => entries.map((entry, index) => ({ position: String(index + 1), entry }));

/** As it rests in a file. */
const toText = (projection: ClassProjection): string => JSON.stringify([...projection.toValues()]);

function restore(text: string): ClassProjection {
  const projection = new ClassProjection();
  (JSON.parse(text) as ProjectionValue[]).forEach(value => projection.restore(value));
  return projection;
}

/** Everything that instructors can see, in the order in which they see it, as text. */
function show({ students, staff, ledgers, exercises, helpAndVisits, lookAlikes, messages }: ClassProjection): string {
  const view = new ExerciseView(exercises);
  const matrix = view.matrix(students.keys());
  const records = [...students.values()];
  const sources = records.flatMap(({ studentId }) =>
    [...ledgers.ofStudent(studentId)].map(([sid, ledger]) => ledger.report(studentId, sid, 0)),
  );
  return JSON.stringify([
    renderTotals(records, VIEW.sinceMs),
    records.map(record => [renderStudent(record, { ...VIEW, exercises: view, helpAndVisits, lookAlikes }), record.recentRuns()]),
    renderTeams(records, { ...VIEW, helpAndVisits }),
    helpAndVisits.help(),
    messages.newest({ limit: 1000, yardstickOf: key => view.yardstickOf(key) }),
    sources,
    view.errors(students),
    matrix.exercises,
    [...matrix.students],
    [...staff.values()].map(record => [record.toValue(), record.recentRuns()]),
  ]);
}

/** Sources that interleave, enrolments, hostile data; some of it twice, some late. */
const log = tuple(
  array(source, { minLength: 1, maxLength: 4 }),
  enrolled,
  array(integer({ min: 0, max: 3 }), { minLength: 1 }),
  option(hostileEvents),
  integer({ min: 0, max: 30 }),
  actions(4),
).map(([sources, enrolments, picks, hostile, repeatFrom, done]): StoredEntry[] => {
  const batches = sources.map(([student, steps, own, clockErrorMs], index) =>
    toBatches(index, student, toEvents(steps, clockErrorMs), own, clockErrorMs),
  );
  const shapes = hostile === null ? [] : [{ ...toBatch(9, 'eve', [], 0), last: hostile.length, eventsJson: toJson(hostile) }];
  const entries = [...enrolments, ...shapes, ...interleave<LogEntry>([...batches, done], picks)];
  return inLog([...entries, ...entries.slice(repeatFrom % entries.length)]);
});

describe('the snapshot of a projection', () => {
  it('is as good as the log up to it, wherever in the log it was taken', () => {
    assert(
      property(log, integer({ min: 0, max: 200 }), (entries, at) => {
        const cut = at % (entries.length + 1);
        const resumed = foldAll(entries.slice(cut), restore(toText(foldAll(entries.slice(0, cut)))));
        const whole = foldAll(entries);

        expect(show(resumed)).toBe(show(whole));
        expect(toText(resumed)).toBe(toText(whole));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same when it is taken again after it was restored', () => {
    assert(
      property(log, entries => {
        const text = toText(foldAll(entries));

        expect(toText(restore(text))).toBe(text);
      }),
    );
  });

  it('may be written while the log is folded on: what is folded again changes nothing', () => {
    assert(
      property(log, integer({ min: 0, max: 200 }), (entries, at) => {
        const cut = at % (entries.length + 1);
        const projection = foldAll(entries.slice(0, cut));
        const rest = entries.slice(cut);
        const values: ProjectionValue[] = [];
        for (const value of projection.toValues()) {
          values.push(value);
          foldAll(rest.splice(0, 1), projection);
        }
        const resumed = foldAll(entries.slice(cut), restore(JSON.stringify(values)));
        const whole = foldAll(entries);

        expect(show(resumed)).toBe(show(whole));
        const sorted = (projection: ClassProjection): string[] => [...projection.toValues()].map(value => JSON.stringify(value)).toSorted();
        expect(sorted(resumed)).toEqual(sorted(whole));
      }),
      { numRuns: 300 },
    );
  });

  it('lists whoever came to the staff and back while it was written where the log does', () => {
    const mark = (id: string, isStaff: boolean): LogEntry => ({
      kind: 'action',
      studentId: 'bob',
      receivedAtMs: START_MS,
      id,
      action: { type: 'staff', isStaff, by: { id: 'o', name: 'Owner' } },
    });
    const joined = ['ada', 'bob', 'cy'].map((studentId, index) => toBatch(index, studentId, [], 0));
    const entries = inLog([...joined, mark('m1', true), mark('m2', false)]);
    const projection = foldAll(entries.slice(0, 3));
    const values = projection.toValues();
    const first = values.next().value;
    foldAll(entries.slice(3), projection);
    const resumed = foldAll(entries.slice(3), restore(JSON.stringify([first, ...values])));

    expect([...resumed.students.keys()]).toEqual([...foldAll(entries).students.keys()]);
    expect([...resumed.students.keys()]).toEqual(['ada', 'bob', 'cy']);
  });

  it('counts every restored student and team as changed, so that the next look shows them', () => {
    const { students, teams } = restore(toText(foldAll(inLog([toBatch(0, 'ada', [], 0)])))).takeChanges();

    expect([...students]).toEqual(['ada']);
    expect([...teams]).toEqual(['Team 1']);
  });

  /**
   * A snapshot of another shape, or one that was folded by other rules, must not be taken up. When this fails, raise
   * SNAPSHOT_VERSION and put the new text's hash here.
   */
  it('has the shape and the content that its version promises', () => {
    const run = (seq: number, ok: boolean, words: object = {}) => ({
      seq,
      type: 'cell.executed',
      time: timestamp(START_MS + seq * 1000),
      data: {
        notebook: 'a.ipynb',
        cell: { id: `c${String(seq % 2)}`, index: 0, exercise: 'e1' },
        ok,
        durationMs: 5,
        executionCount: seq,
        ...words,
      },
    });
    const events = [
      run(1, true),
      run(2, false, { error: { name: 'NameError', message: 'm' }, code: 'x' }),
      { seq: 3, type: 'help.requested', time: timestamp(START_MS + 3000), data: { question: 'How?' } },
      { from: 4, seq: 6, type: 'lost', data: { count: 3, reason: 'quota' } } as const,
      run(7, false),
      run(8, false, { cell: { id: 't1', index: 3 }, checks: [{ exercise: 'e1', check: 't1', ok: false }], formerly: 'old.ipynb' }),
      run(9, false, { ended: 'interrupted' }),
    ];
    const by = { id: 'g', name: 'Grace' };
    const common = { kind: 'action', receivedAtMs: START_MS + 9000 } as const;
    const entries: LogEntry[] = [
      { kind: 'enrolled', studentId: 'ada', displayName: 'Ada', team: 'Team 2', receivedAtMs: START_MS },
      toBatch(0, 'ada', events, 0, [{ seq: 8, code: 'event_invalid' }]),
      toBatch(1, 'bob', [{ seq: 1, type: 'help.withdrawn', time: timestamp(START_MS), data: {} }], 0),
      { ...common, studentId: 'ada', id: '1', action: { type: 'help', helpId: `${sidOf(0)}-3`, step: 'claimed', by } },
      { ...common, studentId: 'bob', id: '2', action: { type: 'visit', step: 'done', by, takeOver: true } },
      { ...common, studentId: '', id: '3', action: { type: 'visit', team: 'Team 2', step: 'claimed', by } },
      { ...common, studentId: '', id: '4', action: { type: 'message', to: { all: true }, text: 'Hello', by } },
      { ...common, studentId: 'ada', id: '5', action: { type: 'addressed', message: '4', exercise: 'name\na.ipynb\ne1', check: 't1' } },
      { ...common, studentId: 'bob', id: '6', action: { type: 'addressed', message: '4' } },
      { ...common, studentId: 'bob', id: '7', action: { type: 'shown', messages: ['4'] } },
      { ...common, studentId: '', id: '8', action: { type: 'queue', state: 'closed', by } },
      {
        ...common,
        studentId: 'bob',
        id: '9',
        action: { type: 'visit', step: 'done', by, finding: 'explained', note: 'n', isRemark: true },
      },
      { ...common, studentId: '', id: '10', action: { type: 'session', by } },
      { ...common, studentId: '', id: '11', receivedAtMs: START_MS + 1_900_000, action: { type: 'there' } },
      { ...common, studentId: '', id: '13', action: { type: 'clock', fromMs: START_MS + 2_000_000, toMs: START_MS + 9_000_000 } },
      {
        ...common,
        studentId: '',
        id: '14',
        action: { type: 'clock', fromMs: START_MS + 3_000_000, toMs: START_MS + 4_000_000, didPass: true },
      },
      { ...common, studentId: 'bob', id: '12', action: { type: 'staff', isStaff: true, by } },
    ];
    const hash = createHash('sha256')
      .update(toText(foldAll(inLog(entries))))
      .digest('hex')
      .slice(0, 16);

    expect({ version: SNAPSHOT_VERSION, hash }).toEqual({ version: 14, hash: '4a3e249954eaf6ba' });
  });
});
