import { type Checked, type Flaw, isObject, isRandomId, isTimestamp, type JsonObject } from '../core/check';
import { LIMITS } from '../core/limits';
import { isPolicy, type Policy } from '../reporting/policy';
import { isVisible } from './student-key';

/** The body of `POST /api/v1/enrolments`. */
export interface EnrolmentRequest {
  readonly joinCode: string;
  readonly studentId: string;
  readonly displayName?: string;
  readonly team?: string;
  /** 128 random bits in base64url, made once for each browser profile and user. */
  readonly deviceId: string;
  /** A token of the user for the JupyterHub that the server trusts. What the hub says of its owner counts, and not the names above. */
  readonly hubToken?: string;
  /** The student has just asked to join: a device that had to let go of the name may have it again. Absent when their page asks by itself. */
  readonly isAskedFor?: boolean;
}

/** The body of its `201`. */
export interface EnrolmentReply {
  readonly token: string;
  /** RFC 3339. */
  readonly expiresAt: string;
  readonly classId: string;
  readonly studentId: string;
  readonly displayName: string;
  /** Empty when the student is in no team. */
  readonly team: string;
  readonly policy: Policy;
}

/** What `DELETE /classes/{id}/enrolments?neverReported=1` answers: how many names were freed. */
export interface ReleasedNames {
  readonly released: number;
}

/** What a hub's tokens are made of, and far longer than they are. */
const HUB_TOKEN = /^[\x21-\x7E]{1,512}$/u;

const CONTROL_CHARACTER = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Says in words what is wrong with a person's or a team's name, or nothing. Used by the form, the settings and the server alike. */
export function findNameFlaw(value: unknown, limit: number): string | undefined {
  if (typeof value !== 'string') {
    return 'must be text';
  }
  if (value.length > limit) {
    return `must have at most ${String(limit)} characters`;
  }
  if (CONTROL_CHARACTER.test(value)) {
    return 'must not hold control characters or line breaks';
  }
  return value === value.trim() ? undefined : 'must not start or end with a space';
}

/** Checks the body of an enrolment and names every field that is wrong. */
export function checkEnrolmentRequest(body: unknown): Checked<EnrolmentRequest> {
  if (!isObject(body)) {
    return { ok: false, errors: [{ path: '', message: 'must be a JSON object' }] };
  }
  const errors = [...findEnrolmentFlaws(body)];
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const { joinCode, studentId, displayName, team, deviceId, hubToken, isAskedFor } = body as unknown as EnrolmentRequest;
  const value = {
    joinCode,
    studentId,
    deviceId,
    ...(displayName !== undefined && { displayName }),
    ...(team !== undefined && { team }),
    ...(hubToken !== undefined && { hubToken }),
    ...(isAskedFor === true && { isAskedFor }),
  };
  return { ok: true, value };
}

function* findEnrolmentFlaws(body: JsonObject): Generator<Flaw> {
  const limits = {
    joinCode: LIMITS.joinCodeLength,
    studentId: LIMITS.studentIdLength,
    displayName: LIMITS.displayNameLength,
    team: LIMITS.teamLength,
  };
  for (const [path, limit] of Object.entries(limits)) {
    const isRequired = path === 'joinCode' || path === 'studentId';
    if (!isRequired && body[path] === undefined) {
      continue;
    }
    const message = isRequired && body[path] === '' ? 'must not be empty' : findFlaw(path, body[path], limit);
    if (message !== undefined) {
      yield { path, message };
    }
  }
  if (!isRandomId(body['deviceId'])) {
    yield { path: 'deviceId', message: 'must be 128 random bits in base64url: 22 characters or more' };
  }
  const { hubToken } = body;
  if (hubToken !== undefined && !(typeof hubToken === 'string' && HUB_TOKEN.test(hubToken))) {
    yield { path: 'hubToken', message: 'must be a token of a JupyterHub: at most 512 visible ASCII characters' };
  }
}

function findFlaw(path: string, value: unknown, limit: number): string | undefined {
  return path === 'joinCode' ? findNameFlaw(value, limit) : findShownFlaw(value, limit);
}

/** Says in words what is wrong with a student id, or nothing. */
export function findIdFlaw(value: unknown): string | undefined {
  return value === '' ? UNSEEN : findShownFlaw(value, LIMITS.studentIdLength);
}

const UNSEEN = 'must hold a character that can be seen';

/** The same of what instructors look for a student by. An empty one is none. */
function findShownFlaw(value: unknown, limit: number): string | undefined {
  return findNameFlaw(value, limit) ?? (value === '' || isVisible(String(value)) ? undefined : UNSEEN);
}

/** Reads the body of a `201`, or gives undefined when it is not one. */
export function readEnrolmentReply(body: unknown): EnrolmentReply | undefined {
  if (!isObject(body) || !isTimestamp(body['expiresAt']) || !isPolicy(body['policy'])) {
    return undefined;
  }
  const words = ['token', 'classId', 'studentId', 'displayName', 'team'];
  return words.every(word => typeof body[word] === 'string') ? (body as unknown as EnrolmentReply) : undefined;
}
