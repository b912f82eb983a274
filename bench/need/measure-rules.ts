import { openBoard } from '../../server-stub/web/class/model/board';
import { entriesOf } from '../../server-stub/web/class/model/entry';
import type { Trouble } from '../../server-stub/web/screens/now/need';
import { rankNeeds } from '../../server-stub/web/screens/now/rank-needs';
import type { ClassState } from '../../src/protocol';
import { type ClassDay, drawClassDay } from '../../simulation/learners/class-day';
import { nameStudent } from '../../simulation/students/student-behaviour';
import { liveThrough } from './live-through';
import { OldRule } from './old-rule';
import { mapRules, type Rule, RULES } from './rules';
import { type Listing, type Score, scoreClass } from './score';

/** What each rule does with one class, which all of them see through the same server. */
export async function measureRules(day: ClassDay): Promise<Readonly<Record<Rule, Score>>> {
  const attendances = drawClassDay(day);
  const students = new Map(attendances.map((attendance, index) => [nameStudent(index, day.students).studentId, attendance]));
  const oldRules = [new OldRule(3), new OldRule(12)] as const;
  const listings = mapRules((): Listing[] => []);
  for await (const { atMs, state, told } of liveThrough(attendances, day.seed, day.lengthMs)) {
    oldRules.forEach(rule => told.forEach((happenings, studentId) => rule.hear(studentId, happenings)));
    const needs = whoNext(state);
    const lists: Readonly<Record<Rule, readonly string[]>> = {
      '3 errors in a row': [...oldRules[0].flagged],
      '12 errors in a row': [...oldRules[1].flagged],
      'who next': needs.filter(({ reason }) => reason.kind !== 'stalled').map(({ entry }) => entry.student.studentId),
      'who next, and no activity': needs.map(({ entry }) => entry.student.studentId),
    };
    RULES.forEach(rule => listings[rule].push({ atMs, listed: lists[rule] }));
  }
  return mapRules(rule => scoreClass(students, listings[rule]));
}

/** The dashboard's own list, from the state that it gets: most urgent first. */
function whoNext(state: ClassState): readonly Trouble[] {
  const board = openBoard(state);
  return rankNeeds(board, entriesOf(board), Date.parse(state.asOf)).needs.flatMap(need => need.troubles);
}
