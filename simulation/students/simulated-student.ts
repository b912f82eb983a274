import { createMemoryOutbox } from '../../src/outbox/memory';
import { type Clock, systemClock } from '../../src/platform/clock';
import { createConsoleLogger } from '../../src/platform/logger';
import { createSoleLocks } from '../../src/platform/locks';
import { createReportingClient } from '../../src/client/whole-client';
import { ALL_TERMS } from '../../src/client/consent/consent';
import type { ReportingClient } from '../../src/client/reporting-client';
import type { Transport } from '../../src/transport/transport';
import { NO_HISTORY } from '../../src/outbox/no-history';
import type { SeededRandom } from '../virtual/seeded-random';
import { nameStudent } from './student-behaviour';

export interface ClassToJoin {
  /** Without a trailing slash. */
  readonly server: string;
  readonly joinCode: string;
  /** How many there are in all: the teams are made from it. */
  readonly students: number;
}

const logger = createConsoleLogger();

/** The extension's own client on the memory outbox, in the seat of one student. It joins at once. */
export async function seatStudent(
  index: number,
  random: SeededRandom,
  transport: Transport,
  seats: ClassToJoin,
  clock: Clock = systemClock,
): Promise<ReportingClient> {
  const outbox = createMemoryOutbox();
  // The same student comes back from the same device when the program is started again on the same log.
  await outbox.setItem('device', random.id());
  const client = createReportingClient({
    outbox,
    history: NO_HISTORY,
    transport,
    clock,
    random: random.draw,
    // Not seeded: a second start on the same log must not reuse the first one's sources.
    randomId: () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
    locks: createSoleLocks(),
    logger,
  });
  client.configure({ serverUrl: seats.server, joinCode: seats.joinCode, ...nameStudent(index, seats.students) });
  client.consent.agree(ALL_TERMS);
  return client;
}
