import type { HelpRequest, InstructorName, Visit, VisitTarget } from '../../../../../src/protocol';
import { claimOf, isOnTheWay } from '../../../class/model/attendance';
import type { Board } from '../../../class/model/board';
import { subjectKey } from '../../../class/claims/claims';

/** An instructor who is with somebody, or on the way there. */
export interface Colleague {
  readonly by: InstructorName;
  readonly target: VisitTarget;
  /** RFC 3339, by the server's clock: when they said that they go. */
  readonly since: string;
}

type Claim = readonly [target: VisitTarget, visit: Visit | undefined];

/** Whom the other instructors are with now, by the claims that count: the longest first. @param nowMs the server's time in milliseconds */
export function colleaguesOf(
  { help, students, teams }: Pick<Board, 'help' | 'students' | 'teams'>,
  meId: string,
  nowMs: number,
): readonly Colleague[] {
  const claims: Claim[] = [
    ...help.map((call: HelpRequest): Claim => [{ studentId: call.studentId }, claimOf(call)]),
    ...[...students.values()].map(({ studentId, visit }): Claim => [{ studentId }, visit]),
    ...[...teams.values()].map(({ team, visit }): Claim => [{ team }, visit]),
  ];
  const found = new Map<string, Colleague>();
  for (const [target, visit] of claims) {
    if (visit !== undefined && visit.by.id !== meId && isOnTheWay(visit, nowMs)) {
      const key = `${visit.by.id}\n${subjectKey(target)}`;
      const known = found.get(key);
      // A call and a visit of one student are one claim, since the first of them.
      found.set(key, known !== undefined && known.since < visit.at ? known : { by: visit.by, target, since: visit.at });
    }
  }
  return [...found.values()].toSorted((a, b) => (a.since === b.since ? 0 : a.since < b.since ? -1 : 1));
}
