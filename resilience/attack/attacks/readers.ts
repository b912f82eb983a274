import { setTimeout as delay } from 'node:timers/promises';
import type { InstructorApi } from '../../../harness/api/instructor-api';
import type { Attack, AttackMode } from '../stage/attack';
import { TAKEN } from '../stage/measures';
import { HAPPENED, UNHARMED, othersWait } from './limits';

/** After an export that was refused. */
const PAUSE_MS = 200;

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
    limits: [...UNHARMED, HAPPENED, othersWait(3)],
  };
}

/** @returns how often it was begun */
async function readAgainAndAgain(api: InstructorApi, format: 'csv' | 'xapi', signal: AbortSignal): Promise<number> {
  let begun = 0;
  while (!signal.aborted) {
    await api
      .exportAs(format, signal)
      .then(body => {
        begun += 1;
        return readToEnd(body);
      })
      .catch(() => delay(PAUSE_MS));
  }
  return begun;
}

async function readToEnd(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of body) {
    if (chunk.length === 0) {
      return;
    }
  }
}

export const readers: Attack = { number: 7, name: 'exports of 500,000 events', modes: [exportOf('csv', 'xapi')] };
