import { checkClassPreviewRequest, type ClassPreview } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import { findClass, type FindClassDeps } from './find-class';
import { teamRuleInEffect } from './team-choice';

/**
 * Tells who has the join code what the class is and what it captures, before anything is recorded.
 * @throws HttpProblem `invalid`, `join_code_invalid`
 * @throws LogUnavailableError
 */
export async function previewClass(deps: FindClassDeps, body: unknown): Promise<ClassPreview> {
  const checked = checkClassPreviewRequest(body);
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'Some fields are not valid.', { errors: checked.errors });
  }
  const record = await findClass(deps, checked.value.joinCode);
  const roster = await deps.directory.getRoster(record.id);
  const hasRoster = record.hasRoster === true || roster.length > 0;
  return { className: record.name, hasRoster, teams: teamRuleInEffect(record, roster), policy: record.policy };
}
