import { setTimeout as delay } from 'node:timers/promises';
import { randomId } from '../../../harness/api/enrol';
import type { Attack } from '../stage/attack';
import { writePost } from '../means/attacker';
import { AT_FIRST_TRY, JOINED, joinPatiently } from '../means/joining';
import { askAgainAndAgain } from '../means/paced-requests';
import { joinHonestly } from '../stage/honest-class';
import { type Measures, TAKEN } from '../stage/measures';
import { HAPPENED, UNHARMED } from './limits';

const GUESSES_PER_SECOND = 400;
const BEFORE = 65;
/** A guesser who is answered late guesses on more connections. */
const MAX_CONNECTIONS = 300;

/** Wrong codes at that pace, whatever the answers take. @returns how many the server heard of */
async function guess(url: string, signal: AbortSignal): Promise<Measures> {
  const write = (turn: number): Buffer => {
    const body = { joinCode: randomId().slice(0, 8), studentId: `guesser-${String(turn)}`, deviceId: randomId() };
    return writePost(url, 'enrolments', {}, Buffer.from(JSON.stringify(body)));
  };
  const pace = { perSecond: GUESSES_PER_SECOND, connections: MAX_CONNECTIONS };
  return { [TAKEN]: await askAgainAndAgain(url, write, pace, status => status > 0, signal) };
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
