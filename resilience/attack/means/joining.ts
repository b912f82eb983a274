import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { randomId } from '../../../harness/api/enrol';
import type { InstructorApi } from '../../../harness/api/instructor-api';
import type { Measures } from '../stage/measures';
import { namesApart } from '../stage/name-apart';
import { API_PREFIX } from '../../../src/protocol';

/** How long a class waits at the door. */
const PATIENCE_MS = 15_000;
/** After a connection that was refused: as the extension does at first. */
const NO_ANSWER_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5000;

interface DoorAnswer {
  readonly status: number;
  readonly waitMs: number;
}

export const JOINED = 'joined';
export const AT_FIRST_TRY = 'joined at the first try';

/** How many of them join in time, who ask again when they are told to. Each has a machine, and so a connection, of their own. */
export async function joinPatiently({ url }: InstructorApi, joinCode: string, count: number): Promise<Measures> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  const students = namesApart('late', count).map(studentId => ({ joinCode, studentId, deviceId: randomId() }));
  const tries = await Promise.all(students.map(student => joinUntil(url, student, deadlineMs)));
  return { [JOINED]: tries.filter(each => each > 0).length, [AT_FIRST_TRY]: tries.filter(each => each === 1).length };
}

/** @returns at which try it was; 0 for none */
async function joinUntil(url: string, student: object, deadlineMs: number): Promise<number> {
  for (let tries = 1; performance.now() < deadlineMs; tries++) {
    const { status, waitMs } = await knock(url, JSON.stringify(student), deadlineMs - performance.now());
    if (status === 201) {
      return tries;
    }
    await delay(Math.min(waitMs, LONGEST_WAIT_MS));
  }
  return 0;
}

function knock(url: string, body: string, limitMs: number): Promise<DoorAnswer> {
  return new Promise(resolve => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asking = request(`${url}${API_PREFIX}/enrolments`, { method: 'POST', agent: false, headers, timeout: limitMs }, reply => {
      reply.resume().once('close', () => {
        resolve({ status: reply.statusCode ?? 0, waitMs: Number(reply.headers['retry-after'] ?? 1) * 1000 });
      });
    });
    asking.once('error', () => resolve({ status: 0, waitMs: NO_ANSWER_WAIT_MS }));
    asking.once('timeout', () => asking.destroy());
    asking.end(body);
  });
}
