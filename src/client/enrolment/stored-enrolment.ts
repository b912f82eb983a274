import type { Outbox } from '../../outbox/outbox';
import { isObject, readEnrolmentReply, type EnrolmentReply, type Policy } from '../../protocol';
import type { ReportingIdentity } from './identity';

/** What a browser keeps of the enrolment of one student in one class. */
export interface StoredEnrolment {
  readonly identity: ReportingIdentity;
  readonly reply: EnrolmentReply;
}

export const recordName = (key: string) => `enrolment ${key}`;
export const identityName = (key: string) => `identity ${key}`;
export const refusalName = (key: string) => `refused ${key}`;
export const releaseName = (key: string) => `released ${key}`;

/** Refusals that say that there is no such class for this student, and not only that they have to wait. */
const NO_SUCH_CLASS: ReadonlySet<unknown> = new Set(['join_code_invalid', 'not_on_roster']);

/** The refusal that says that another device has the name. */
const NAME_TAKEN = 'student_id_taken';

/** Remembers why a student is not let in, as far as it holds for later pages. */
export async function keepRefusal(outbox: Outbox, key: string, code: string): Promise<void> {
  if (code === NAME_TAKEN || NO_SUCH_CLASS.has(code)) {
    await outbox.setItem(refusalName(key), code).catch(() => undefined);
  }
}

/** Whether the server that a source was recorded for has said that there is no such class for its student. */
export async function wasRefused(outbox: Outbox, key: string): Promise<boolean> {
  return NO_SUCH_CLASS.has(await outbox.getItem(refusalName(key)));
}

/** Whether another device had the name when it was last asked for. */
export async function wasTaken(outbox: Outbox, key: string): Promise<boolean> {
  return (await outbox.getItem(refusalName(key))) === NAME_TAKEN;
}

/** Deletes the token and the name under which it was given. */
export async function forgetSession(outbox: Outbox, key: string): Promise<void> {
  for (const name of [recordName(key), identityName(key), refusalName(key), releaseName(key)]) {
    await outbox.updateItem(name, () => undefined);
  }
}

/** The policy that the class told last, or null when the student has not enrolled in this browser. */
export async function readStoredPolicy(outbox: Outbox, key: string): Promise<Policy | null> {
  return (await readStoredEnrolment(outbox, key))?.reply.policy ?? null;
}

/** The identity that a source of an earlier page was recorded under. */
export async function readStoredIdentity(outbox: Outbox, key: string): Promise<ReportingIdentity | undefined> {
  const identity = await outbox.getItem(identityName(key));
  return isObject(identity) ? (identity as unknown as ReportingIdentity) : undefined;
}

/** The enrolment that this page or another made, if it is whole. */
export async function readStoredEnrolment(outbox: Outbox, key: string): Promise<StoredEnrolment | undefined> {
  const stored = await outbox.getItem(recordName(key));
  if (!isObject(stored) || !isObject(stored['identity'])) {
    return undefined;
  }
  const reply = readEnrolmentReply(stored['reply']);
  return reply === undefined ? undefined : { identity: stored['identity'] as unknown as ReportingIdentity, reply };
}
