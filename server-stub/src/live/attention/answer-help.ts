import type { HelpRequest, InstructorName } from '../../../../src/protocol';
import type { ClassView } from '../view/class-view';
import type { HelpCase } from '../projection/help/help-calls';
import { detailsOf, toRequest } from '../projection/help/claim';
import type { HelpAnswered } from '../../log/actions';
import { HttpProblem } from '../../http/problem';
import type { HelpMessage } from './check-attention';
import { type ClaimDeps, settleClaim } from './settle-claim';

/**
 * Claims a student's help request, resolves it or opens it again. The log decides between those who do so at the same time.
 * @returns how the call stands, and whether anything had to be done for it
 * @throws HttpProblem `not_found` or `already_claimed`
 * @throws LogUnavailableError
 */
export async function answerHelp(
  deps: ClaimDeps,
  view: ClassView,
  helpId: string,
  { status: step, takeOver, finding, note, isRemark }: HelpMessage,
  by: InstructorName,
): Promise<{ readonly request: HelpRequest; readonly isChanged: boolean }> {
  await view.catchUp();
  const { request } = requireHelp(view, helpId);
  const action: HelpAnswered = {
    type: 'help',
    helpId,
    step,
    by,
    ...detailsOf({ takeOver, finding, note, isRemark }),
  };
  const isChanged = await settleClaim(deps, view, {
    studentId: request.studentId,
    request: toRequest(action),
    actions: [action],
    steps: () => requireHelp(view, helpId).answers,
  });
  return { request: requireHelp(view, helpId).request, isChanged };
}

function requireHelp({ projection }: ClassView, helpId: string): HelpCase {
  const found = projection.helpAndVisits.findHelp(helpId);
  if (found === undefined) {
    throw new HttpProblem('not_found', 'The class has no help request with this id.');
  }
  if (found.request.status === 'withdrawn') {
    throw new HttpProblem('not_found', 'The student has taken this call back.');
  }
  return found;
}
