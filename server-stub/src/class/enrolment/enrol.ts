import { checkEnrolmentRequest, type EnrolmentReply, type ProblemCode } from '../../../../src/protocol';
import type { IngestTokens } from '../../access/auth/ingest-tokens';
import type { ClassDirectory } from '../classes/class-directory';
import { type Clock, toTimestamp } from '../../platform/clock';
import { HttpProblem } from '../../http/problem';
import { type ClassRecord, type Enrolment, type EnrolResult, HUB_DEVICE, type JoiningRules } from '../registry/registry';
import { type Applicant, type ApplicantDeps, identify } from './applicant';
import { findClass } from './find-class';
import type { JoiningNews } from './joining-news';
import type { Renewals } from './renewals';
import { idOnRoster } from '../registry/roster-id';
import { chooseTeam } from './team-choice';

export interface EnrolmentDeps extends ApplicantDeps {
  readonly directory: ClassDirectory;
  readonly news: JoiningNews;
  readonly renewals: Renewals;
  readonly tokens: IngestTokens;
  readonly clock: Clock;
  /** Students of one open class. */
  readonly maxStudents: number;
}

/**
 * Gives a student's device the token to report with.
 * @throws HttpProblem `invalid`, `join_code_invalid`, `too_many_attempts`, `not_on_roster`, `student_id_taken`, `student_id_released`, `class_full`, `too_many_names`, and those of `identify`
 * @throws LogUnavailableError
 */
export async function enrol(deps: EnrolmentDeps, body: unknown): Promise<EnrolmentReply> {
  const checked = checkEnrolmentRequest(body);
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'Some fields are not valid.', { errors: checked.errors });
  }
  const record = await findClass(deps, checked.value.joinCode);
  const applicant = await identify(deps, record, checked.value);
  deps.renewals.admit(record, applicant);
  const { enrolment, isNew } = await takeName(deps, record, applicant);
  const isTold = await deps.news.joined(enrolment, isNew);
  return toReply(deps.tokens, record, enrolment, isTold);
}

interface TakenName {
  readonly enrolment: Enrolment;
  /** It was not the device's before. */
  readonly isNew: boolean;
}

async function takeName(deps: EnrolmentDeps, record: ClassRecord, applicant: Applicant): Promise<TakenName> {
  const { directory, clock, maxStudents } = deps;
  const { displayName, deviceId, isVerified } = applicant;
  const studentId = idOnRoster(await directory.getRoster(record.id), applicant.studentId);
  const team = await chooseTeam(directory, record, { ...applicant, studentId });
  const wanted = {
    classId: record.id,
    studentId,
    displayName: displayName === undefined || displayName === '' ? studentId : displayName,
    team,
    deviceId,
    enrolledAtMs: clock.wallMs(),
  };
  const rules = {
    mustBeListed: record.hasRoster === true,
    maxStudents,
    ...(deviceId !== HUB_DEVICE && { maxNames: MAX_NAMES }),
    isAskedFor: applicant.isAskedFor,
  };
  const result = await (isVerified ? takeFromAnybody : takeFree)(directory, wanted, rules);
  if (result.verdict !== 'enrolled') {
    throw new HttpProblem(...REFUSALS[result.verdict]);
  }
  if (result.displaced !== undefined) {
    await deps.news.displaced(record.id, result.displaced);
  }
  // Who has the name already has it since they joined.
  return { enrolment: result.enrolment, isNew: result.enrolment.enrolledAtMs === wanted.enrolledAtMs };
}

const REFUSALS: Readonly<Record<Exclude<EnrolResult['verdict'], 'enrolled'>, readonly [ProblemCode, string]>> = {
  not_on_roster: ['not_on_roster', 'This student id is not on the class roster. Check how it is written, or ask your instructor.'],
  taken: ['student_id_taken', 'This student id is in use on another device. Your instructor can release it.'],
  released: ['student_id_released', 'Your instructor has released this student id from this device. Join again if it is yours.'],
  class_full: ['class_full', 'The class has as many students as it takes. Tell your instructor.'],
  too_many_names: ['too_many_names', 'This device has joined the class under too many names. Tell your instructor.'],
};

/** Of a class in one browser: a computer of a lab that a whole course uses by turns fits, and nobody takes a class's names from one page. */
const MAX_NAMES = 50;

function takeFree(directory: ClassDirectory, enrolment: Enrolment, rules: JoiningRules): Promise<EnrolResult> {
  return directory.enrol(enrolment, rules);
}

/** For the one who the name belongs to: who took it on a mere claim loses it, and the tokens with it. */
async function takeFromAnybody(directory: ClassDirectory, enrolment: Enrolment, rules: JoiningRules): Promise<EnrolResult> {
  const result = await takeFree(directory, enrolment, rules);
  if (result.verdict !== 'taken') {
    return result;
  }
  await directory.release(enrolment.classId, result.heldAs ?? enrolment.studentId);
  return takeFree(directory, enrolment, rules);
}

async function toReply(tokens: IngestTokens, { policy }: ClassRecord, enrolment: Enrolment, isTold: boolean): Promise<EnrolmentReply> {
  const { classId, studentId, displayName, team, deviceId, enrolledAtMs } = enrolment;
  const claims = { classId, studentId, team, deviceId, policyRevision: policy.revision, enrolledAtMs, ...(!isTold && { isUntold: true }) };
  const { token, expiresAtMs } = await tokens.sign(claims);
  return { token, expiresAt: toTimestamp(expiresAtMs), classId, studentId, displayName, team, policy };
}
