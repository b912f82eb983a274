import { createMemoryOutbox } from '../../src/outbox/memory';
import { createSoleLocks } from '../../src/platform/locks';
import type { BatchMessage } from '../../src/protocol';
import { createReportingClient } from '../../src/client/whole-client';
import { ALL_TERMS } from '../../src/client/consent/consent';
import type { ReportingClient } from '../../src/client/reporting-client';
import type { Transport } from '../../src/transport/transport';
import { HERD_ENROLMENT, type HerdServer } from './server';
import type { HerdScene } from './scene';
import { NO_HISTORY } from '../../src/outbox/no-history';
import { VirtualClock } from '../virtual/virtual-clock';

const LAST_REPLIES_MS = 20_000;

/** The extension's own client in every seat: its pump, its policy and its outbox in memory, in virtual time. */
export async function driveFullClients({ clients, endMs, random, record, server, runs, comeBackMs }: HerdScene): Promise<void> {
  const clock = new VirtualClock(0);
  const seats = Array.from({ length: clients }, (_, index) => {
    const client = createReportingClient({
      outbox: createMemoryOutbox(),
      history: NO_HISTORY,
      transport: transportOf(index, server, clock),
      clock,
      random: random.draw,
      randomId: random.id,
      locks: createSoleLocks(),
      logger: { warnOnce: () => undefined },
    });
    client.configure({ serverUrl: 'http://herd', joinCode: 'herd', studentId: String(index), displayName: '', team: '' });
    client.consent.agree(ALL_TERMS);
    return client;
  });
  const work = async (client: ReportingClient, index: number) => {
    for (const atMs of runs(index)) {
      await clock.sleep(atMs - clock.monotonicMs());
      record.event(index, clock.monotonicMs());
      client.enqueue('cell.executed', { ok: true });
    }
  };
  seats.forEach((client, index) => void work(client, index));
  if (comeBackMs !== undefined) {
    await clock.advance(comeBackMs);
    for (const client of seats) {
      client.comeBack();
    }
  }
  await clock.advance(endMs - clock.monotonicMs());
  const disposed = Promise.all(seats.map(client => client.dispose()));
  // Requests under way end in virtual time, too.
  await clock.advance(LAST_REPLIES_MS);
  await disposed;
}

/** A client's way to the server. Time passes on it as it would on a network. */
function transportOf(index: number, server: HerdServer, clock: VirtualClock): Transport {
  return {
    enrol: async () => ({ kind: 'enrolled', reply: HERD_ENROLMENT }),
    send: async (_url, _token, body) => {
      const { events } = JSON.parse(body) as BatchMessage;
      const { afterMs, outcome } = server.exchange(index, events.at(-1)?.seq ?? 0, clock.monotonicMs());
      await clock.sleep(afterMs);
      return outcome;
    },
    erase: async () => ({ kind: 'failed', trouble: { kind: 'busy' } }),
    sendOnClose: () => undefined,
  };
}
