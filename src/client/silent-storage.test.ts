import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../simulation/virtual/virtual-clock';
import { silentAt, type Silence } from '../outbox/fixtures/silent-factory';
import { createIndexedDbOutbox } from '../outbox/indexed-db';
import { createIndexedDbHistory } from '../outbox/indexed-db-history';
import { DEADLINE_MS } from '../outbox/patience';
import { createLeaseLocks } from '../platform/lease-locks';
import { DEFAULT_POLICY, type BatchMessage, type WireEvent } from '../protocol';
import type { Transport } from '../transport/transport';
import { createReportingClient } from './whole-client';
import { ALL_TERMS } from './consent/consent';
import type { ReportingClient } from './reporting-client';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const CADENCE_MS = DEFAULT_POLICY.cadenceMs;
const ada = { serverUrl: 'http://server', joinCode: 'plum', studentId: 'ada', displayName: '', team: '' };

let clock: VirtualClock;
let factory: IDBFactory;
let delivered: Map<string, WireEvent>;
let closing: BatchMessage[];
let ids: number;

const store = ({ sid, events }: BatchMessage) => events.forEach(event => delivered.set(`${sid} ${String(event.seq)}`, event));

const transport: Transport = {
  enrol: async (_url, { studentId }) => ({
    kind: 'enrolled',
    reply: { token: 't', expiresAt: '2026-11-23T00:00:00Z', classId: 'c', studentId, displayName: '', team: '', policy: DEFAULT_POLICY },
  }),
  send: async (_url, _token, body) => {
    const batch = JSON.parse(body) as BatchMessage;
    store(batch);
    return { kind: 'accepted', hwm: batch.events.at(-1)?.seq ?? 0, nextMs: CADENCE_MS, rejected: [], messages: [] };
  },
  erase: async () => ({ kind: 'erased' }),
  sendOnClose: (_url, body) => void closing.push(JSON.parse(body) as BatchMessage),
};

const numbers = (events: Iterable<WireEvent>) => [...events].map(event => (event.data as { n?: number }).n);

/** A page on plain http: its locks are leases in the same database. */
function openPage(databases: IDBFactory): ReportingClient {
  const outbox = createIndexedDbOutbox(databases, 'ada', { clock });
  const client = createReportingClient({
    outbox,
    history: createIndexedDbHistory(databases, 'ada', { clock }),
    locks: createLeaseLocks(outbox, clock, 'tab'),
    transport,
    clock,
    random: () => 0.5,
    randomId: () => String((ids += 1)).padStart(22, 's'),
    logger: { warnOnce: () => undefined },
  });
  client.configure(ada);
  client.consent.agree(ALL_TERMS);
  return client;
}

/** The database works on real turns, whatever the virtual time is. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    await clock.advance(500);
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
}

beforeEach(() => {
  clock = new VirtualClock(Date.parse('2026-11-22T09:00:00Z'));
  factory = new IDBFactory();
  delivered = new Map();
  closing = [];
  ids = 0;
});

describe.each<Silence>(['open', 'read', 'write'])('a storage that never answers, at the %s,', at => {
  it('lets a page go on in memory, which says so and delivers each event once', async () => {
    const client = openPage(silentAt(at, factory));
    client.enqueue('cell.executed', { n: 1 });
    await pass(DEADLINE_MS * 2);
    expect(client.status).toMatchObject({ storage: 'memory' });
    expect(client.isRecording).toBe(true);
    client.enqueue('cell.executed', { n: 2 });
    await pass(CADENCE_MS * 3);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0, storage: 'memory' });
    expect(numbers(delivered.values())).toEqual([1, 2]);
  });

  it('lets a page end', async () => {
    const client = openPage(silentAt(at, factory));
    let isOver = false;
    void client.dispose().then(() => (isOver = true));
    await pass(DEADLINE_MS * 3);
    expect(isOver).toBe(true);
  });
});

describe('a storage that stops to answer in the middle of the work', () => {
  it('costs no event and doubles none', async () => {
    const databases = silentAt('nothing', factory);
    const client = openPage(databases);
    client.enqueue('cell.executed', { n: 1 });
    await pass(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ phase: 'reporting', storage: 'indexeddb', waiting: 0 });
    databases.fallSilent('write');
    client.enqueue('cell.executed', { n: 2 });
    client.enqueue('cell.executed', { n: 3 });
    await pass(DEADLINE_MS + CADENCE_MS * 3);
    expect(client.status).toMatchObject({ phase: 'reporting', storage: 'memory', waiting: 0 });
    expect(numbers(delivered.values())).toEqual([1, 2, 3]);
    // The database had written all the same, and only not said so: the next page finds it there.
    await client.dispose();
    openPage(factory);
    await pass(CADENCE_MS * 3);
    expect(numbers(delivered.values())).toEqual([1, 2, 3]);
  });
});

describe('a page that leaves', () => {
  it('hands over from memory what its storage has not taken yet, under the numbers that it will have there', async () => {
    const databases = silentAt('nothing', factory);
    const client = openPage(databases);
    await pass(CADENCE_MS * 2);
    const begin = vi.spyOn(databases, 'open');
    client.enqueue('cell.executed', { n: 1 });
    client.flushOnHide(true);
    expect(closing.map(({ oldest, events }) => [oldest, events.map(event => event.seq)])).toEqual([[1, [1]]]);
    expect(begin).not.toHaveBeenCalled();
    await pass(CADENCE_MS * 2);
    // It was only put away: the same event, in its place.
    expect([...delivered].map(([key, event]) => [key.endsWith(' 1'), (event.data as { n: number }).n])).toEqual([[true, 1]]);
    expect(delivered.keys().next().value).toBe(`${closing[0]?.sid ?? ''} 1`);
  });

  it('that is only out of sight keeps to itself what its storage has not taken', async () => {
    const client = openPage(factory);
    await pass(CADENCE_MS * 2);
    client.enqueue('cell.executed', { n: 1 });
    client.flushOnHide();
    expect(closing).toEqual([]);
  });

  it.each([
    ['arrives', true],
    ['is lost', false],
  ])('and comes back to a silent storage delivers each event once, where what it handed over %s', async (_, arrives) => {
    const databases = silentAt('nothing', factory);
    const client = openPage(databases);
    await pass(CADENCE_MS * 2);
    client.enqueue('cell.executed', { n: 1 });
    await pass(500);
    databases.fallSilent('write');
    client.enqueue('cell.executed', { n: 2 });
    client.flushOnHide(true);
    expect(closing.flatMap(({ events }) => numbers(events))).toEqual([1, 2]);
    closing.filter(() => arrives).forEach(store);
    client.comeBack();
    await pass(DEADLINE_MS);
    client.enqueue('cell.executed', { n: 3 });
    await pass(CADENCE_MS * 3);
    expect(client.status).toMatchObject({ storage: 'memory', waiting: 0 });
    expect(numbers(delivered.values())).toEqual([1, 2, 3]);
  });
});
