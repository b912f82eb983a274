import { setTimeout as delay } from 'node:timers/promises';
import { randomId } from '../../../harness/api/enrol';
import { addressOf, LoadConnection } from '../../../harness/generator/load-connection';
import type { Attack } from '../stage/attack';
import { answerTo, writePost } from '../means/attacker';
import { AT_FIRST_TRY, JOINED, joinPatiently } from '../means/joining';
import { joinHonestly } from '../stage/honest-class';
import { type Measures, TAKEN } from '../stage/measures';
import { HAPPENED, UNHARMED } from './limits';

const GUESSES_PER_SECOND = 400;
const BEFORE = 65;
const TICK_MS = 10;
/** A guesser who is answered late guesses on more connections. */
const MAX_CONNECTIONS = 300;

/** Wrong codes at that pace, whatever the answers take. */
async function guess(url: string, signal: AbortSignal): Promise<Measures> {
  const idle: LoadConnection[] = [];
  const all: LoadConnection[] = [];
  const startedMs = performance.now();
  let made = 0;
  while (!signal.aborted) {
    for (; made < ((performance.now() - startedMs) / 1000) * GUESSES_PER_SECOND; made++) {
      const connection = idle.pop() ?? (all.length < MAX_CONNECTIONS ? new LoadConnection(addressOf(url)) : undefined);
      if (connection !== undefined) {
        const body = { joinCode: randomId().slice(0, 8), studentId: `guesser-${String(made)}`, deviceId: randomId() };
        const request = writePost(url, 'enrolments', {}, Buffer.from(JSON.stringify(body)));
        all.push(...(all.includes(connection) ? [] : [connection]));
        void answerTo(connection, request, signal).then(() => idle.push(connection));
      }
    }
    await delay(TICK_MS);
  }
  all.forEach(connection => connection.close());
  return { [TAKEN]: made };
}

export const guesser: Attack = {
  number: 6,
  name: 'a guesser behind the school’s address',
  modes: [
    {
      name: '400 wrong codes a second, after 65 enrolments',
      async setTheScene({ api }, force) {
        await joinHonestly(api, 'early', force.choose(20, BEFORE));
      },
      prepare:
        async ({ url }) =>
        signal =>
          guess(url, signal),
      async meanwhile({ api }) {
        const joinCode = await api.joinCode();
        await delay(1000);
        return joinPatiently(api, joinCode, 30);
      },
      limits: [...UNHARMED, HAPPENED, { measure: JOINED, atLeast: 30 }, { measure: AT_FIRST_TRY, atLeast: 30 }],
      leavesTraces: true,
      goesOn: true,
    },
  ],
};
