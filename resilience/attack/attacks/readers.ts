import { setTimeout as delay } from 'node:timers/promises';
import type { InstructorApi } from '../../../harness/api/instructor-api';
import type { Attack, AttackMode } from '../stage/attack';
import { UNHARMED, othersWait } from './limits';

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
        await Promise.all(formats.map(format => readAgainAndAgain(api, format, signal)));
      },
    limits: [...UNHARMED, othersWait(3)],
  };
}

async function readAgainAndAgain(api: InstructorApi, format: 'csv' | 'xapi', signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await api
      .exportAs(format, signal)
      .then(readToEnd)
      .catch(() => delay(PAUSE_MS));
  }
}

async function readToEnd(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of body) {
    if (chunk.length === 0) {
      return;
    }
  }
}

export const readers: Attack = { number: 7, name: 'exports of 500,000 events', modes: [exportOf('csv', 'xapi')] };
