import { array, type Arbitrary, assert, boolean, constant, constantFrom, integer, option, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import type { ClassState, HelpRequest, StudentState, TeamState, Visit } from '../../../../src/protocol';
import { AS_OF, makeExercise, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import { judgeUnknown } from '../../screens/now/class-picture/unknown';
import { openBoard } from '../model/board';
import { CONDITIONS } from '../model/condition';
import { countBegun, countConditions, entriesOf } from '../model/entry';
import { filterEntries, NO_FILTER } from '../model/filter';
import { groupByTeam, teamSize } from '../model/team-groups';
import { countStudents, studentsIn } from './list-counts';
import { needingOf, rankNeeds, troublesOf } from './rank-needs';

const NOW_MS = Date.parse(AS_OF);
const ago = (minutes: number): string => new Date(NOW_MS - minutes * 60_000).toISOString();
const minutes = integer({ min: 0, max: 40 });
const optional = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> => option(arbitrary, { nil: undefined });

const VISIT: Arbitrary<Visit> = record({
  status: constantFrom('claimed', 'done'),
  by: constantFrom('i', 'j'),
  minutes,
  finding: optional(constant('not_stuck')),
}).map(({ status, by, minutes: before, finding }) => ({
  status,
  by: { id: by, name: by },
  at: ago(before),
  ...(status === 'done' && finding !== undefined && { finding }),
}));

interface Drawn {
  readonly state: Omit<StudentState, 'studentId'>;
  readonly call: Omit<HelpRequest, 'id' | 'studentId'> | undefined;
}

/** What of a student's state bears on who needs somebody, as the server may tell it. */
const STUDENT: Arbitrary<Drawn> = record({
  status: constantFrom('working', 'idle', 'offline', 'not_started', 'not_here', 'not_joined'),
  team: constantFrom('', 'S', 'T'),
  hasLeft: boolean(),
  ranBefore: boolean(),
  streak: integer({ min: 0, max: 6 }),
  since: minutes,
  exercise: constantFrom(null, 'x', 'y'),
  isRunning: boolean(),
  isCut: boolean(),
  visit: optional(VISIT),
  call: optional(record({ status: constantFrom('open', 'claimed', 'resolved', 'withdrawn'), since: minutes, visit: VISIT })),
}).map(({ status, team, hasLeft, ranBefore, streak, since, exercise, isRunning, isCut, visit, call }) => {
  const plain = makeStudent('', { status, team, exercise, errorStreak: streak, lastEventAt: ago(since / 2) });
  const hasBegun = status === 'working' || status === 'idle' || status === 'offline';
  const state = {
    ...plain,
    ...(status === 'offline' && hasLeft && { hasLeft }),
    ...(!hasBegun && status !== 'not_joined' && ranBefore && { ranBefore }),
    ...(streak > 0 && { failing: { since: ago(since), last: ago(since / 2) } }),
    ...(exercise !== null && { struggle: struggleOf(exercise, since, streak) }),
    ...(status === 'working' && isRunning && { running: { notebook: 'n.ipynb', exercise, since: ago(since), waitsForInput: isCut } }),
    ...(isCut && hasBegun && { unreachable: { notebook: 'n.ipynb', since: ago(since) } }),
    ...(visit !== undefined && { visit }),
  };
  return {
    state,
    call:
      call === undefined || status === 'not_joined'
        ? undefined
        : { status: call.status, since: ago(call.since), ...(call.status === 'open' ? {} : { by: call.visit.by, at: call.visit.at }) },
  };
});

const struggleOf = (exercise: string, since: number, failures: number): NonNullable<StudentState['struggle']> => ({
  exercise,
  since: ago(since),
  last: ago(since / 2),
  runs: failures + 1,
  failures,
  failingChecks: failures % 2,
  ...(failures > 1 && { setback: { kind: failures % 2 === 0 ? 'error' : 'check', since: ago(since), tries: failures, tryMs: 60_000 } }),
});

const CLASS: Arbitrary<ClassState> = record({ drawn: array(STUDENT, { maxLength: 14 }), ofTeam: optional(VISIT) }).map(
  ({ drawn, ofTeam }) => {
    const students = drawn.map(({ state }, index): StudentState => ({ ...state, studentId: `s${String(index)}` }));
    const help = drawn.flatMap(({ call }, index) =>
      call === undefined ? [] : [{ ...call, id: `h${String(index)}`, studentId: `s${String(index)}` }],
    );
    const teams: TeamState[] = [makeTeam('T', ofTeam === undefined ? {} : { visit: ofTeam })];
    const exercises = [makeExercise('x', { passed: 4, started: 5 }), makeExercise('y', { index: 1, passed: 3, started: 4 })];
    return makeState(students, { help, teams, exercises });
  },
);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** What each place of the page says of a class. */
const tell = (state: ClassState) => {
  const board = openBoard(state);
  const entries = entriesOf(board);
  const list = rankNeeds(board, entries, NOW_MS);
  return { board, entries, list, legend: countConditions(entries), headline: countStudents(list.needs), needing: needingOf(list) };
};

const RUNS = { numRuns: 2000 };

it('every student is counted once in the legend, which adds up to the class and leads to as many in the table', () => {
  assert(
    property(CLASS, state => {
      const { entries, legend } = tell(state);
      expect(sum(Object.values(legend))).toBe(state.students.length);
      for (const condition of CONDITIONS) {
        expect(filterEntries(entries, { ...NO_FILTER, condition })).toHaveLength(legend[condition]);
      }
    }),
    RUNS,
  );
});

it('the headline counts who is on the list and was not just helped, each once and by one kind, as the teams do', () => {
  assert(
    property(CLASS, state => {
      const { board, entries, list, headline, needing } = tell(state);
      expect(sum(Object.values(headline.byKind))).toBe(headline.all);
      expect(needing.size).toBe(headline.all);
      expect(troublesOf(list).size).toBe(studentsIn(list.needs));
      expect(studentsIn(list.needs)).toBe(headline.all + headline.visited);
      expect(headline.claimed).toBeLessThanOrEqual(headline.all);
      expect(headline.together).toBeLessThanOrEqual(headline.all);
      const groups = groupByTeam(board, entries, needing);
      expect(groups.length === 0 ? entries.length : sum(groups.map(group => group.members.length))).toBe(entries.length);
      groups.forEach(group => expect(teamSize(board, group.team.team)).toBe(group.members.length));
      expect(groups.length === 0 ? headline.all : sum(groups.map(group => group.needing))).toBe(headline.all);
    }),
    RUNS,
  );
});

it('who calls waits for help everywhere, and needs somebody; who is stuck by the legend is on the list or was just helped', () => {
  assert(
    property(CLASS, state => {
      const { entries, list, legend, headline, needing } = tell(state);
      expect(headline.byKind.help).toBe(legend.help);
      expect(legend.help).toBe(new Set(state.help.filter(({ status }) => status === 'open' || status === 'claimed')).size);
      const listed = troublesOf(list);
      for (const { student, condition } of entries) {
        expect(condition !== 'stuck' || listed.has(student.studentId)).toBe(true);
        expect(condition !== 'help' || needing.has(student.studentId)).toBe(true);
      }
      const helped = [...listed].filter(([id]) => !needing.has(id)).map(([, trouble]) => trouble.entry.condition);
      expect(headline.byKind.stuck + helped.filter(condition => condition === 'stuck').length).toBe(legend.stuck);
    }),
    RUNS,
  );
});

it('what is unknown is what the legend calls offline, of those who are at work or wait; and nobody has begun twice', () => {
  assert(
    property(CLASS, state => {
      const { entries, legend } = tell(state);
      const { unheard, callers, heardOf } = judgeUnknown(entries);
      expect(unheard).toBe(legend.offline);
      expect(callers).toBeLessThanOrEqual(legend.help);
      expect(heardOf + legend.left + legend.not_started + legend.not_here + legend.not_joined).toBe(state.students.length);
      const begun = countBegun(entries);
      expect(begun.now).toBeLessThanOrEqual(begun.ever);
      expect(begun.ever).toBeLessThanOrEqual(state.students.length - legend.not_joined);
      expect(begun.ever).toBeLessThanOrEqual(begun.now + state.students.filter(({ ranBefore }) => ranBefore === true).length);
    }),
    RUNS,
  );
});
