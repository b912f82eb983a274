import { setTimeout as delay } from 'node:timers/promises';
import type { Attack, AttackMode } from '../stage/attack';
import { deltaWithinMs, UNHARMED } from './limits';

const HOUR_S = 3600;
const AHEAD = 'clock ahead, h';

/** As when a machine is resumed, or its clock is put right at last. */
function step(name: string, hours: number): AttackMode {
  return {
    name,
    stepsClock: true,
    prepare:
      async ({ clock }, force) =>
      async signal => {
        await delay((force.seconds * 1000) / 4, undefined, { signal }).catch(() => undefined);
        clock?.stepTo(hours * HOUR_S);
        return undefined;
      },
    async lookAfter({ api }) {
      const { asOf } = await api.state();
      return { [AHEAD]: (Date.parse(asOf) - Date.now()) / HOUR_S / 1000 };
    },
    // That it was set at all.
    limits: [...UNHARMED, deltaWithinMs(1000), { measure: AHEAD, atLeast: hours - 0.1, atMost: hours + 0.1 }],
    notInShortRun: 'needs libfaketime; server-stub/test/clock-steps.test.ts steps a virtual clock',
  };
}

export const clockSteps: Attack = {
  number: 3,
  name: 'the server’s clock is set',
  modes: [step('an hour back', -1), step('a day forward', 24)],
};
