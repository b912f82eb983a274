import type { InstructorName, VisitMessage, VisitTarget } from '../../../../src/protocol';
import type { ClassView } from '../view/class-view';
import { HttpProblem } from '../../http/problem';
import type { Visited } from '../../log/actions';
import { detailsOf, toRequest } from '../projection/help/claim';
import type { Registry } from '../../class/registry/registry';
import { type ClaimDeps, settleClaim } from './settle-claim';

export interface VisitDeps extends ClaimDeps {
  readonly registry: Registry;
}

/**
 * Notes that an instructor is on the way to a student or a team, was there, or neither. The log decides between those who do so at the same time.
 * @returns whether anything had to be done for it
 * @throws HttpProblem `not_found` or `already_claimed`
 * @throws LogUnavailableError
 */
export async function noteVisit(deps: VisitDeps, view: ClassView, message: VisitMessage, by: InstructorName): Promise<boolean> {
  const { status: step, takeOver, finding, note, isRemark, ...target } = message;
  await view.catchUp();
  await requireTarget(deps.registry, view, target);
  const about = await aboutWhom(deps.registry, view, target, note);
  const action: Visited = {
    type: 'visit',
    ...('team' in target && { team: target.team }),
    step,
    by,
    ...detailsOf({ takeOver, finding, note, isRemark, about }),
  };
  return settleClaim(deps, view, {
    studentId: 'studentId' in target ? target.studentId : '',
    request: toRequest(action),
    actions: apartFromNote(action),
    steps: () => view.projection.helpAndVisits.visitSteps(target),
  });
}

/** Whom a note of a team may be about: its members, whether they have joined or not, and those whom the note may be about that it takes the place of. */
async function aboutWhom(
  registry: Registry,
  { classId, projection }: ClassView,
  target: VisitTarget,
  note = '',
): Promise<readonly string[] | undefined> {
  if (!('team' in target) || note === '') {
    return undefined;
  }
  const members = [...projection.students.values(), ...(await registry.getRoster(classId))].filter(({ team }) => team === target.team);
  const before = projection.helpAndVisits.visitSteps(target).at(-1)?.about ?? [];
  return [...new Set([...members.map(({ studentId }) => studentId), ...before])];
}

/** What is noted of a team goes when a member's data is erased, and the visit stays: two entries. */
function apartFromNote(action: Visited): readonly [Visited, ...Visited[]] {
  const { note, about, ...visit } = action;
  if (note === undefined || about === undefined) {
    return [action];
  }
  const { type, team, step, by } = visit;
  const remark: Visited = { type, ...(team !== undefined && { team }), step, by, note, about, isRemark: true };
  return visit.isRemark === true && visit.finding === undefined ? [remark] : [visit, remark];
}

/** Somebody who is on the roster may need a visit just because they have not joined. */
async function requireTarget(registry: Registry, { classId, projection }: ClassView, target: VisitTarget): Promise<void> {
  const isTarget = (one: { readonly studentId: string; readonly team?: string | null }): boolean =>
    'team' in target ? one.team === target.team : one.studentId === target.studentId;
  if ([...projection.students.values()].some(isTarget) || (await registry.getRoster(classId)).some(isTarget)) {
    return;
  }
  throw new HttpProblem('not_found', `The class has no ${'team' in target ? 'such team' : 'student with this id'}.`);
}
