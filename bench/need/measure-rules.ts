import { openBoard } from '../../server-stub/web/class/model/board';
import { entriesOf } from '../../server-stub/web/class/model/entry';
import { type Subject, strongestSign } from '../../server-stub/web/class/need/reason-of';
import type { Trouble } from '../../server-stub/web/class/who-next/need';
import { rankNeeds } from '../../server-stub/web/class/who-next/rank-needs';
import { type ClassState, DEFAULT_ATTENTION, type StudentState } from '../../src/protocol';
import { type ClassDay, drawClassDay } from '../../simulation/learners/class-day';
import { nameStudent } from '../../simulation/students/student-behaviour';
import { liveThrough } from './live-through';
import { OldRule } from './old-rule';
import { Oracle } from './oracle';
import { ALL_RULES, CURVE, mapRules, readCurve, type Rule } from './rules';
import { type Listing, type Score, scoreClass } from './score';

/** What each rule does with one class, which all of them see through the same server. */
export async function measureRules(day: ClassDay): Promise<Readonly<Record<Rule, Score>>> {
  const attendances = drawClassDay(day);
  const students = new Map(attendances.map((attendance, index) => [nameStudent(index, day.students).studentId, attendance]));
  const oldRules = [new OldRule(3), new OldRule(12)] as const;
  const oracle = new Oracle(students);
  const listings = mapRules((): Listing[] => []);
  for await (const { atMs, state, told } of liveThrough(attendances, day.seed, day.lengthMs)) {
    [...oldRules, oracle].forEach(rule => told.forEach((happenings, studentId) => rule.hear(studentId, happenings)));
    const needs = whoNext(state);
    const lists = {
      ...turned(state, oracle.likelihoods(atMs)),
      '3 errors in a row': [...oldRules[0].flagged],
      '12 errors in a row': [...oldRules[1].flagged],
      'who next': needs.filter(({ reason }) => reason.kind !== 'stalled').map(({ entry }) => entry.student.studentId),
      'who next, and no activity': needs.map(({ entry }) => entry.student.studentId),
    };
    ALL_RULES.forEach(rule => listings[rule].push({ atMs, listed: lists[rule] }));
  }
  return mapRules(rule => scoreClass(students, listings[rule]));
}

/**
 * Whom the rule would list if it were more or less sensitive to what fails, and whom the oracle does. What hangs is listed alike by all: it is found within
 * two minutes.
 */
function turned(state: ClassState, likelihoods: ReadonlyMap<string, number>): Readonly<Record<(typeof CURVE)[number], readonly string[]>> {
  const nowMs = Date.parse(state.asOf);
  const signs = state.students.map(student => ({ student, sign: strongestSign(subjectOf(student), state.exercises, nowMs) }));
  const list = (rule: (typeof CURVE)[number]): readonly string[] => {
    const { isOracle, level } = readCurve(rule);
    const isListed = ({ student: { studentId }, sign }: (typeof signs)[number]): boolean => {
      const isHanging = sign !== undefined && sign.reason.kind !== 'struggling' && sign.reason.kind !== 'failing';
      const isStruggling = isOracle ? (likelihoods.get(studentId) ?? 0) >= level : (sign?.excess ?? 0) >= level;
      return isHanging ? sign.excess >= 1 : isStruggling;
    };
    return signs.filter(isListed).map(({ student }) => student.studentId);
  };
  return Object.fromEntries(CURVE.map(rule => [rule, list(rule)])) as Record<(typeof CURVE)[number], readonly string[]>;
}

const subjectOf = (student: StudentState): Subject => ({
  student,
  help: undefined,
  isStreakLong: student.errorStreak >= DEFAULT_ATTENTION.errorStreak,
});

/** The dashboard's own list, from the state that it gets: most urgent first. */
function whoNext(state: ClassState): readonly Trouble[] {
  const board = openBoard(state);
  return rankNeeds(board, entriesOf(board), Date.parse(state.asOf)).needs.flatMap(need => need.troubles);
}
