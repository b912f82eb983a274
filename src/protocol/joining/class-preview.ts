import { type Checked, isObject } from '../core/check';
import { findNameFlaw } from './enrolment';
import { LIMITS } from '../core/limits';
import { isPolicy, type Policy } from '../reporting/policy';
import { isTeamRule, type TeamRule } from './teams';

/** The body of `POST /api/v1/enrolments/preview`: no token, the code is the right to ask. */
export interface ClassPreviewRequest {
  readonly joinCode: string;
}

/** Its answer: what a student should know before joining, and what the form must ask for. */
export interface ClassPreview {
  readonly className: string;
  /** Whether only students of a roster can join. Their names are then the roster's. */
  readonly hasRoster: boolean;
  /** As it is in effect, a roster's teams considered; the list is empty unless it is to be chosen from. */
  readonly teams: TeamRule;
  readonly policy: Policy;
}

export function checkClassPreviewRequest(body: unknown): Checked<ClassPreviewRequest> {
  const joinCode = isObject(body) ? body['joinCode'] : undefined;
  const message = joinCode === '' ? 'must not be empty' : findNameFlaw(joinCode, LIMITS.joinCodeLength);
  return message === undefined
    ? { ok: true, value: { joinCode: joinCode as string } }
    : { ok: false, errors: [{ path: 'joinCode', message }] };
}

/** Reads the answer, or gives undefined when it is not one. */
export function readClassPreview(body: unknown): ClassPreview | undefined {
  if (!isObject(body) || typeof body['className'] !== 'string' || typeof body['hasRoster'] !== 'boolean') {
    return undefined;
  }
  return isTeamRule(body['teams']) && isPolicy(body['policy']) ? (body as unknown as ClassPreview) : undefined;
}
