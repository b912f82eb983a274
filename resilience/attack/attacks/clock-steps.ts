import { setTimeout as delay } from 'node:timers/promises';
import type { Attack, AttackMode } from '../stage/attack';
import { deltaWithinMs, UNHARMED } from './limits';

const HOUR_S = 3600;

/** As when a machine is resumed, or its clock is put right at last. */
function step(name: string, seconds: number): AttackMode {
  return {
    name,
    stepsClock: true,
    prepare:
      async ({ clock }, force) =>
      async signal => {
        await delay((force.seconds * 1000) / 4, undefined, { signal }).catch(() => undefined);
        clock?.stepTo(seconds);
      },
    limits: [...UNHARMED, deltaWithinMs(1000)],
    notInShortRun: 'needs libfaketime; server-stub/test/clock-steps.test.ts steps a virtual clock',
  };
}

export const clockSteps: Attack = {
  number: 3,
  name: 'the server’s clock is set',
  modes: [step('an hour back', -HOUR_S), step('a day forward', 24 * HOUR_S)],
};
