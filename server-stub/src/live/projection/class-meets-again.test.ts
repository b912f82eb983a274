import { array, assert, boolean, constantFrom, integer, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrdinaryEvent, StudentState } from '../../../../src/protocol';
import type { Visited } from '../../log/actions';
import type { ActionEntry, BatchEntry, LogEntry } from '../../log/event-log';
import { ClassProjection } from './class-projection';
import { ExerciseView } from './exercises/exercise-view';
import type { ProjectionValue } from './projection-value';
import { renderStudent, renderTeams, renderTotals } from './render';
import { hereSinceMs } from './sessions/render-session';

const MINUTE_MS = 60_000;
const WEEK = 7 * 24 * 60;
const START_MS = Date.parse('2026-11-22T09:00:00.000Z');
const GRACE = { id: 'g', name: 'Grace' };

const timeOf = (minute: number): number => START_MS + minute * MINUTE_MS;
const stampOf = (minute: number): string => new Date(timeOf(minute)).toISOString();

interface Deed {
  readonly who: string;
  /** Since the first class began. */
  readonly minute: number;
  readonly type?: string;
  readonly data?: object;
  /** How many minutes later the server had it. */
  readonly late?: number;
}

const run = (who: string, minute: number, ok: boolean, exercise = 'e1', late = 0): Deed => ({
  who,
  minute,
  late,
  data: {
    notebook: 'a.ipynb',
    cell: { id: exercise, index: 0, exercise },
    ok,
    ...(!ok && { error: { name: 'NameError', message: 'm' } }),
  },
});
const call = (who: string, minute: number, question: string): Deed => ({ who, minute, type: 'help.requested', data: { question } });

/** Each deed in a batch of its own, of a page of its own. */
function batchOf({ who, minute, type = 'cell.executed', data = {}, late = 0 }: Deed, index: number): BatchEntry {
  const event: OrdinaryEvent = { seq: 1, type, time: stampOf(minute), data: data as OrdinaryEvent['data'] };
  return {
    kind: 'batch',
    studentId: who,
    team: 'Team 1',
    sid: `${'s'.repeat(20)}${String(index)}`,
    first: 1,
    last: 1,
    sentAt: stampOf(minute + late),
    receivedAtMs: timeOf(minute + late),
    eventsJson: JSON.stringify([event]),
    rejected: [],
  };
}

const begin = (minute: number): ActionEntry => ({
  kind: 'action',
  studentId: '',
  receivedAtMs: timeOf(minute),
  id: `begun ${String(minute)}`,
  action: { type: 'session', by: GRACE },
});
const visit = (who: string, minute: number, step: Visited['step']): ActionEntry => ({
  kind: 'action',
  studentId: who,
  receivedAtMs: timeOf(minute),
  id: `visit ${who} ${String(minute)}`,
  action: { type: 'visit', step, by: GRACE },
});

/** The class as instructors see it at a minute. */
function see(projection: ClassProjection, minute: number) {
  const { sessions, helpAndVisits, lookAlikes, students } = projection;
  const exercises = new ExerciseView(projection.exercises, sessions);
  const view = {
    nowMs: timeOf(minute),
    asOfNow: (stampMs: number) => sessions.asOfNow(stampMs, timeOf(minute)),
    sinceMs: sessions.sinceMs,
    hereSinceMs: hereSinceMs(sessions),
    cadenceMs: 15_000,
    heardAtMs: () => 0,
    nowAt: () => ({}),
    exercises,
  };
  const errors = exercises.errors(students);
  const records = [...students.values()].toSorted((a, b) => (a.studentId < b.studentId ? -1 : 1));
  const states = records.map(student => renderStudent(student, { ...view, helpAndVisits, lookAlikes }));
  return {
    sessions: sessions.list(),
    totals: renderTotals(records, sessions.sinceMs),
    teams: renderTeams(records, { ...view, helpAndVisits }),
    students: new Map(states.map(state => [state.studentId, state])),
    help: helpAndVisits.help(timeOf(minute)),
    told: records.map(({ studentId }) => helpAndVisits.helpStatusOf(studentId, timeOf(minute))),
    errors,
    exercises: exercises.exercises(),
    progress: [...exercises.matrix(records.map(({ studentId }) => studentId)).students],
  };
}

const toEntries = (...log: readonly (Deed | LogEntry)[]): LogEntry[] =>
  log.map((each, index) => ('kind' in each ? each : batchOf(each, index)));

function fold(entries: readonly LogEntry[], projection = new ClassProjection()): ClassProjection {
  entries.forEach((entry, index) => projection.fold(entry, String(index + 1)));
  return projection;
}

const seeAt = (minute: number, ...log: readonly (Deed | LogEntry)[]) => see(fold(toEntries(...log)), minute);

/** Last week Ada failed at the first exercise and called, and somebody was on the way; Bob passed it. */
const LAST_WEEK = [
  run('ada', 0, false),
  run('ada', 5, false),
  run('ada', 10, false),
  run('bob', 12, true, 'e1'),
  call('ada', 15, 'How?'),
  visit('ada', 20, 'claimed'),
];

describe('a class that meets again', () => {
  it('has nothing to do with what went wrong last week', () => {
    const { students, totals, teams, help, errors, sessions } = seeAt(WEEK + 1, ...LAST_WEEK, run('bob', WEEK, true, 'e2'));

    expect(sessions).toHaveLength(2);
    expect(help).toEqual([]);
    expect(errors).toEqual([]);
    expect(totals).toEqual({ students: 2, events: 6, runs: 1, errors: 0 });
    expect(teams).toMatchObject([{ runs: 1, errors: 0 }]);
    const ada = students.get('ada') as StudentState;
    expect(ada).toMatchObject({ status: 'not_here', runs: 0, errorStreak: 0, notebook: null, exercise: null, lastError: null });
    expect(ada).not.toHaveProperty('struggle');
    expect(ada).not.toHaveProperty('visit');
    expect(ada).not.toHaveProperty('failing');
  });

  it('still knows what was passed, and who failed then at what', () => {
    const { exercises, progress } = seeAt(WEEK + 1, ...LAST_WEEK, run('bob', WEEK, true, 'e2'));

    expect(exercises).toMatchObject([
      { name: 'e1', failing: 1, failingBefore: 1, here: 0 },
      { name: 'e2', started: 1, here: 1 },
    ]);
    expect(progress).toMatchObject([
      { studentId: 'ada', progress: [{ status: 'failing', attempts: 3 }] },
      { studentId: 'bob', progress: [{ exercise: 0 }, { exercise: 1 }] },
    ]);
  });

  it('counts failures at the same exercise anew', () => {
    const { students, errors } = seeAt(WEEK + 9, ...LAST_WEEK, run('ada', WEEK, false), run('ada', WEEK + 2, false));

    expect(students.get('ada')).toMatchObject({
      status: 'offline',
      errorStreak: 2,
      failing: { since: stampOf(WEEK) },
      struggle: { since: stampOf(WEEK), runs: 2, failures: 2 },
      runs: 2,
      errors: 2,
    });
    expect(errors).toMatchObject([{ studentIds: ['ada'], ever: 1, lastAt: stampOf(WEEK + 2) }]);
  });

  it('lets who called last week call anew, at the end of the queue, and tells their page that the old call is over', () => {
    const before = seeAt(WEEK + 1, ...LAST_WEEK, run('ada', WEEK, true));
    expect(before.told[0]).toMatchObject({ status: 'resolved' });

    const { help, told } = seeAt(WEEK + 9, ...LAST_WEEK, call('bob', WEEK, 'Me first'), call('ada', WEEK + 1, 'Again?'));
    expect(help).toMatchObject([
      { studentId: 'bob', question: 'Me first' },
      { studentId: 'ada', question: 'Again?', since: stampOf(WEEK + 1) },
    ]);
    expect(told).toMatchObject([
      { status: 'open', position: 2 },
      { status: 'open', position: 1 },
    ]);
  });

  it('has nobody waiting once nobody is there, and the figures until it meets again', () => {
    expect(seeAt(39, ...LAST_WEEK).help).toHaveLength(1);
    const { help, totals } = seeAt(45, ...LAST_WEEK);
    expect(help).toEqual([]);
    expect(totals).toMatchObject({ runs: 4, errors: 3 });
  });

  it('begins anew in the middle when its instructor says so', () => {
    const { sessions, help, totals, students } = seeAt(26, ...LAST_WEEK, begin(22), run('bob', 25, true));

    expect(sessions).toMatchObject([{ begunBy: undefined }, { startedAtMs: timeOf(22), begunBy: GRACE }]);
    expect(help).toEqual([]);
    expect(totals).toMatchObject({ runs: 1, errors: 0 });
    expect(students.get('ada')).toMatchObject({ status: 'not_here', errorStreak: 0 });
    expect(students.get('bob')).toMatchObject({ status: 'working', runs: 1 });
  });

  it('takes what a laptop brings from last week as of last week', () => {
    const late = run('ada', 30, false, 'e1', WEEK - 30);
    const today = [run('bob', WEEK - 1, true, 'e2'), run('bob', WEEK, true, 'e2')];
    const [without, withLate] = [seeAt(WEEK + 1, ...LAST_WEEK, ...today), seeAt(WEEK + 1, ...LAST_WEEK, ...today, late)];

    expect(withLate.sessions).toEqual(without.sessions);
    expect(withLate.totals).toEqual({ ...without.totals, events: without.totals.events + 1 });
    expect(withLate.errors).toEqual([]);
    expect(withLate.students.get('ada')).toMatchObject({ status: 'not_started', errorStreak: 0 });
    expect(withLate.progress[0]?.progress[0]).toMatchObject({ attempts: 4 });
  });

  it('does not meet because a laptop brings what it could not deliver', () => {
    expect(seeAt(WEEK, ...LAST_WEEK, run('ada', 30, false, 'e1', WEEK - 30)).sessions).toHaveLength(1);
  });
});

/** Three weeks of a few students, some of what they do late; an instructor presses the button now and then. */
const deed = record({
  who: constantFrom('ada', 'bob', 'eve'),
  week: integer({ min: 0, max: 1 }),
  minute: integer({ min: 0, max: 90 }),
  isRun: boolean(),
  ok: boolean(),
  exercise: constantFrom('e1', 'e2'),
  late: constantFrom(0, 0, 0, 1, 45, WEEK - 100),
}).map(({ who, week, minute, isRun, ok, exercise, late }) => {
  const at = week * WEEK + minute;
  return isRun ? run(who, at, ok, exercise, late) : { ...call(who, at, 'q'), late };
});
const lesson = array(deed, { minLength: 1, maxLength: 25 }).chain(deeds =>
  array(integer({ min: 0, max: WEEK + 90 }), { maxLength: 2 }).map(minutes => toEntries(...deeds, ...minutes.map(begin))),
);
const shuffled = lesson.chain(entries => shuffledSubarray(entries, { minLength: entries.length }).map(mixed => ({ entries, mixed })));

/** A call's place in the log decides between it and the answers to it: nobody answers here. */
const showOf = (projection: ClassProjection): string => {
  const { students, ...rest } = see(projection, WEEK + 95);
  return JSON.stringify({ ...rest, students: [...students] });
};

describe('sessions', () => {
  it('are seen the same in whatever order the log has what happened', () => {
    assert(
      property(shuffled, ({ entries, mixed }) => {
        expect(showOf(fold(mixed))).toBe(showOf(fold(entries)));
      }),
      { numRuns: 300 },
    );
  });

  it('are the same for who goes on from a snapshot, and for who takes part of the log twice', () => {
    assert(
      property(lesson, integer({ min: 0, max: 30 }), integer({ min: 0, max: 30 }), (entries, at, back) => {
        const cut = at % (entries.length + 1);
        const values = [...fold(entries.slice(0, cut)).toValues()];
        const restored = new ClassProjection();
        (JSON.parse(JSON.stringify(values)) as ProjectionValue[]).forEach(value => restored.restore(value));

        expect(showOf(fold(entries.slice(Math.max(0, cut - back)), restored))).toBe(showOf(fold(entries)));
      }),
      { numRuns: 300 },
    );
  });

  it('are reckoned without a student whose data was erased, as by who reads the log that is left', () => {
    assert(
      property(lesson, entries => {
        const erased = { kind: 'erased', studentId: 'ada', receivedAtMs: timeOf(2 * WEEK), sources: [] } as const;
        const left = entries.filter(({ studentId }) => studentId !== 'ada');

        expect(fold([...entries, erased]).sessions.list()).toEqual(fold([...left, erased]).sessions.list());
      }),
    );
  });
});
