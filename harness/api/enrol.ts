import { randomBytes } from 'node:crypto';
import { nameStudent } from '../../simulation/students/student-behaviour';
import { API_PREFIX, type EnrolmentReply, type EnrolmentRequest } from '../../src/protocol';

/** A student who has joined, and one page of theirs. */
export interface EnrolledSource {
  readonly studentId: string;
  readonly sid: string;
  readonly token: string;
}

const AT_ONCE = 16;

/** Lets that many students join, through the API like anybody. @throws Error when one is refused */
export async function enrolStudents(url: string, joinCode: string, students: number): Promise<readonly EnrolledSource[]> {
  const sources: EnrolledSource[] = [];
  let next = 0;
  const joinOthers = async (): Promise<void> => {
    while (next < students) {
      sources.push(await enrol(url, { joinCode, deviceId: randomId(), ...nameStudent(next++, students) }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, joinOthers));
  return sources;
}

/** Lets one student join. @throws Error when they are refused */
export async function enrol(url: string, request: EnrolmentRequest): Promise<EnrolledSource> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}${API_PREFIX}/enrolments`, {
    method: 'POST',
    headers,
    redirect: 'error',
    body: JSON.stringify(request),
  });
  if (response.status !== 201) {
    throw new Error(`${request.studentId} could not join, ${String(response.status)}: ${await response.text()}`);
  }
  const { studentId, token } = (await response.json()) as EnrolmentReply;
  return { studentId, token, sid: randomId() };
}

/** 128 random bits in base64url. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}
