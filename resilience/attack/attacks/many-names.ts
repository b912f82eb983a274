import { setTimeout as delay } from 'node:timers/promises';
import { API_PREFIX, type EnrolmentReply } from '../../../src/protocol';
import { randomId } from '../../../harness/api/enrol';
import type { Attack, AttackMode } from '../stage/attack';
import { TAKEN } from '../stage/measures';
import { DISK, diskWithinMib, HAPPENED, MEMORY, memoryWithinMib, MIB, othersWait, readMemory, UNHARMED } from './limits';

const AT_ONCE = 16;
/** After a refusal. An attacker does not wait as long as they are told to. */
const PAUSE_MS = 20;

/** What one of the attacker's hands does over and over. @returns whether the server took it */
type Deed = (url: string, joinCode: string, turn: number) => Promise<boolean>;

async function send(url: string, method: string, path: string, body: object | undefined, token?: string): Promise<Response> {
  return fetch(`${url}${API_PREFIX}/${path}`, {
    method,
    redirect: 'error',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const isDone = async (reply: Response): Promise<boolean> => {
  await reply.arrayBuffer();
  return reply.ok;
};

/** A name that does as little as keeps it from being displaced, and then has all of that looked for. */
const joinReportErase: Deed = async (url, joinCode, turn) => {
  const joined = await send(url, 'POST', 'enrolments', { joinCode, studentId: `brief-${String(turn)}`, deviceId: randomId() });
  if (!joined.ok) {
    return isDone(joined);
  }
  const { token } = (await joined.json()) as EnrolmentReply;
  const time = new Date().toISOString();
  const report = { v: 1, sid: randomId(), oldest: 1, sentAt: time, policyRevision: 1, events: [{ seq: 1, type: 'x', time, data: {} }] };
  await isDone(await send(url, 'POST', 'batches', report, token));
  return isDone(await send(url, 'DELETE', 'enrolments/me/data', undefined, token));
};

const DEVICE = randomId();

const joinAnotherTeam: Deed = async (url, joinCode, turn) =>
  isDone(await send(url, 'POST', 'enrolments', { joinCode, studentId: 'mallory', deviceId: DEVICE, team: `Team ${String(turn)}` }));

const joinAnotherName: Deed = async (url, joinCode, turn) =>
  isDone(
    await send(url, 'POST', 'enrolments', {
      joinCode,
      studentId: `invented-${String(turn)}`,
      deviceId: randomId(),
      team: `Team ${String(turn)}`,
    }),
  );

function againAndAgain(name: string, deed: Deed, record?: AttackMode['record']): AttackMode {
  return {
    name,
    ...(record !== undefined && { record }),
    leavesTraces: true,
    async prepare({ api, url }) {
      const joinCode = await api.joinCode();
      return async signal => {
        let [turn, taken] = [0, 0];
        const act = async (): Promise<void> => {
          while (!signal.aborted) {
            turn += 1;
            const isTaken = await deed(url, joinCode, turn).catch(() => false);
            taken += isTaken ? 1 : 0;
            await (isTaken ? undefined : delay(PAUSE_MS));
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, act));
        return { [TAKEN]: taken };
      };
    },
    lookAfter: async ({ diskBytes, figures }) => ({ [DISK]: diskBytes / MIB, [MEMORY]: readMemory(figures) }),
    limits: [...UNHARMED, HAPPENED, othersWait(3), memoryWithinMib(400), ...(record === undefined ? [diskWithinMib(15)] : [])],
    goesOn: true,
  };
}

export const manyNames: Attack = {
  number: 12,
  name: 'names as if they cost nothing',
  modes: [
    againAndAgain('joined, reported once and erased, in a record of 200,000 events', joinReportErase, force => ({
      events: force.choose(2000, 200_000),
      students: 30,
      batch: 20,
    })),
    againAndAgain('one, in another team each time', joinAnotherTeam),
    againAndAgain('another each time', joinAnotherName),
  ],
};
