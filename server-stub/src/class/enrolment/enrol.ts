import { checkEnrolmentRequest, type EnrolmentReply } from '../../../../src/protocol';
import type { IngestTokens } from '../../access/auth/ingest-tokens';
import type { ClassDirectory } from '../classes/class-directory';
import type { EventLog } from '../../log/event-log';
import { type Clock, toTimestamp } from '../../platform/clock';
import { HttpProblem } from '../../http/problem';
import type { ClassRecord, Enrolment, EnrolResult } from '../registry/registry';
import { type Applicant, type ApplicantDeps, identify } from './applicant';
import { findClass } from './find-class';
import { chooseTeam } from './team-choice';

export interface EnrolmentDeps extends ApplicantDeps {
  readonly directory: ClassDirectory;
  readonly log: EventLog;
  readonly tokens: IngestTokens;
  readonly clock: Clock;
}

/**
 * Gives a student's device the token to report with.
 * @param address who asks, for counting wrong join codes
 * @throws HttpProblem `invalid`, `join_code_invalid`, `not_on_roster`, `student_id_taken`, `too_many_attempts`, and those of `identify`
 * @throws LogUnavailableError
 */
export async function enrol(deps: EnrolmentDeps, body: unknown, address: string): Promise<EnrolmentReply> {
  const checked = checkEnrolmentRequest(body);
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'Some fields are not valid.', { errors: checked.errors });
  }
  const record = await findClass(deps, checked.value.joinCode, address);
  const applicant = await identify(deps, record, checked.value, address);
  const enrolment = await takeName(deps, record, applicant);
  await deps.log.appendEntries(record.id, {
    kind: 'enrolled',
    studentId: enrolment.studentId,
    displayName: enrolment.displayName,
    team: enrolment.team,
    ...(applicant.isVerified && { isVerified: true }),
    receivedAtMs: deps.clock.wallMs(),
  });
  return toReply(deps.tokens, record, enrolment);
}

async function takeName({ directory, clock }: EnrolmentDeps, record: ClassRecord, applicant: Applicant): Promise<Enrolment> {
  const { studentId, displayName, deviceId, isVerified } = applicant;
  const team = await chooseTeam(directory, record, applicant);
  const result = await (isVerified ? takeFromAnybody : takeFree)(directory, record, {
    classId: record.id,
    studentId,
    displayName: displayName === undefined || displayName === '' ? studentId : displayName,
    team,
    deviceId,
    enrolledAtMs: clock.wallMs(),
  });
  if (result.verdict === 'not_on_roster') {
    throw new HttpProblem('not_on_roster', 'This student id is not on the class roster. Check how it is written, or ask your instructor.');
  }
  if (result.verdict === 'taken') {
    throw new HttpProblem('student_id_taken', 'This student id is in use on another device. Your instructor can release it.');
  }
  return result.enrolment;
}

function takeFree(directory: ClassDirectory, record: ClassRecord, enrolment: Enrolment): Promise<EnrolResult> {
  return directory.enrol(enrolment, record.hasRoster === true);
}

/** For the one who the name belongs to: who took it on a mere claim loses it, and the tokens with it. */
async function takeFromAnybody(directory: ClassDirectory, record: ClassRecord, enrolment: Enrolment): Promise<EnrolResult> {
  const result = await takeFree(directory, record, enrolment);
  if (result.verdict !== 'taken') {
    return result;
  }
  await directory.release(enrolment.classId, enrolment.studentId);
  return takeFree(directory, record, enrolment);
}

async function toReply(tokens: IngestTokens, { policy }: ClassRecord, enrolment: Enrolment): Promise<EnrolmentReply> {
  const { classId, studentId, displayName, team, deviceId } = enrolment;
  const { token, expiresAtMs } = await tokens.sign({ classId, studentId, team, deviceId, policyRevision: policy.revision });
  return { token, expiresAt: toTimestamp(expiresAtMs), classId, studentId, displayName, team, policy };
}
