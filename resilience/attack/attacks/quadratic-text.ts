import { randomId } from '../../../harness/api/enrol';
import { hostileTexts } from '../../../bench/text/hostile-texts';
import type { Attack, AttackMode } from '../stage/attack';
import { Attacker } from '../means/attacker';
import type { AttackedServer } from '../stage/attacked-server';
import type { Measures } from '../stage/measures';
import { HAPPENED, othersWait, UNHARMED } from './limits';

const EVENTS = 500;
const LENGTH = 590;
const FIRST_STATE = 'first state after kill -9, ms';

/** A number first: what comes after it could be the rest of a path, of an address, of a number. */
const UNDERSCORES = (index: number): string => `${String(index)}${'_'.repeat(LENGTH)}`;

/** Whatever begins what some pattern looks for and never ends it, as the bench of text work has it. */
const everyPiece = (): ((index: number) => string) => {
  const texts = hostileTexts();
  return index => `${String(index)} ${(texts[index % texts.length]?.write(LENGTH) ?? '').slice(0, LENGTH)}`;
};

const failedRun = (message: string, index: number): object => ({
  type: 'cell.executed',
  time: new Date().toISOString(),
  data: {
    notebook: 'week-1.ipynb',
    cell: { id: `c${String(index)}`, index },
    ok: false,
    durationMs: 1,
    executionCount: 1,
    language: 'python',
    error: { name: 'ValueError', message },
  },
});

/** Kilobytes to send, seconds to read: errors whose text is made for patterns to go to and fro in. */
function errorsWith(name: string, messageOf: (index: number) => string): AttackMode {
  return {
    name,
    async prepare({ api }, force) {
      const attacker = await Attacker.join(api);
      const requests = Array.from({ length: force.choose(2, 20) }, (_, turn) => {
        const events = Array.from({ length: EVENTS }, (_unused, index) => failedRun(messageOf(turn * EVENTS + index), index));
        return attacker.writeReport(randomId(), 1, events);
      });
      const half = Math.ceil(requests.length / 2);
      return async signal => {
        await Promise.all(requests.slice(0, half).map(request => attacker.sendAll([request], signal)));
        await attacker.sendAll(requests.slice(half), signal);
        return attacker.taken;
      };
    },
    lookAfter: firstState,
    limits: [...UNHARMED, HAPPENED, othersWait(3), { measure: FIRST_STATE, atMost: 2000 }],
  };
}

async function firstState(server: AttackedServer): Promise<Measures> {
  await server.restart();
  const askedMs = performance.now();
  await server.api.state();
  return { [FIRST_STATE]: performance.now() - askedMs };
}

export const quadraticText: Attack = {
  number: 1,
  name: 'text that is dear to read',
  modes: [errorsWith('a number and 590 underscores', UNDERSCORES), errorsWith('every hostile piece', everyPiece())],
};
