import { setTimeout as delay } from 'node:timers/promises';
import type { InstructorApi } from '../../../harness/api/instructor-api';
import type { Attack, AttackMode } from '../stage/attack';
import { TAKEN } from '../stage/measures';
import { HAPPENED, UNHARMED, othersWait } from './limits';

/** After an export that was refused. */
const PAUSE_MS = 200;
const FIRST_LIMIT_MS = 30_000;

/** Whoever reads the whole record in the middle of a class: not even an attack. */
function exportOf(...formats: readonly ('csv' | 'xapi')[]): AttackMode {
  return {
    name: formats.join(' and '),
    record: force => ({ events: force.choose(5000, 500_000), students: 30, batch: 500 }),
    prepare:
      async ({ api }) =>
      async signal => {
        const begun = await Promise.all(formats.map(format => readAgainAndAgain(api, format, signal)));
        return { [TAKEN]: Math.min(...begun) };
      },
    goesOn: true,
    limits: [...UNHARMED, HAPPENED, othersWait(3)],
  };
}

/** @returns how often it was begun */
async function readAgainAndAgain(api: InstructorApi, format: 'csv' | 'xapi', signal: AbortSignal): Promise<number> {
  let begun = 0;
  // The first one is asked for in any case.
  do {
    await api
      .exportAs(format, begun === 0 ? AbortSignal.timeout(FIRST_LIMIT_MS) : signal)
      .then(body => {
        begun += 1;
        return read(body, signal);
      })
      .catch(() => delay(PAUSE_MS));
  } while (!signal.aborted);
  return begun;
}

/** To its end, or to the signal's. */
async function read(body: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  for await (const _ of body) {
    if (signal.aborted) {
      return;
    }
  }
}

export const readers: Attack = { number: 7, name: 'exports of 500,000 events', modes: [exportOf('csv', 'xapi')] };
