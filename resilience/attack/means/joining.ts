import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { randomId } from '../../../harness/api/enrol';
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

/** How many of them join in time, who ask again when they are told to. Each has a machine, and so a connection, of their own. */
export async function joinPatiently(url: string, joinCode: string, names: readonly string[]): Promise<number> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  const joined = await Promise.all(names.map(studentId => joinUntil(url, { joinCode, studentId, deviceId: randomId() }, deadlineMs)));
  return joined.filter(Boolean).length;
}

async function joinUntil(url: string, student: object, deadlineMs: number): Promise<boolean> {
  while (performance.now() < deadlineMs) {
    const { status, waitMs } = await knock(url, JSON.stringify(student), deadlineMs - performance.now());
    if (status === 201) {
      return true;
    }
    await delay(Math.min(waitMs, LONGEST_WAIT_MS));
  }
  return false;
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
