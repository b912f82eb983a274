import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Bustle, VirtualClock } from '../../simulation/virtual-clock';
import type { Outcome, Trouble } from '../delivery';
import { createIndexedDbOutbox } from '../outbox/indexed-db';
import { createMemoryOutbox } from '../outbox/memory';
import { createMemoryHistory } from '../outbox/memory-history';
import type { Outbox } from '../outbox/outbox';
import type { SentHistory } from '../outbox/sent-history';
import { OUTBOX_LIMITS, type OutboxLimits } from '../outbox/overflow';
import { createSoleLocks, type Locks } from '../platform/locks';
import { DEFAULT_POLICY, firstSeq, policyTerms, type BatchMessage, type Policy, type WireEvent } from '../protocol';
import type { EnrolmentOutcome, ErasureOutcome, Transport } from '../transport/transport';
import { createReportingClient } from './client';
import { ALL_TERMS } from './consent/consent';
import type { ReportingClient, ReportingIdentity } from './reporting-client';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const START_MS = Date.parse('2026-11-22T09:00:00Z');
const CADENCE_MS = DEFAULT_POLICY.cadenceMs;
const AWAY: Trouble = { kind: 'unreachable', origin: 'http://server' };
const ada: ReportingIdentity = { serverUrl: 'http://server', joinCode: 'plum', studentId: 'ada', displayName: '', team: '' };
const accepted = (hwm: number): Extract<Outcome, { kind: 'accepted' }> => ({
  kind: 'accepted',
  hwm,
  nextMs: CADENCE_MS,
  rejected: [],
  messages: [],
});

/** The far end of the wire, with a switch for each way it can fail. */
class FarEnd implements Transport {
  readonly batches: BatchMessage[] = [];
  readonly closing: BatchMessage[] = [];
  readonly marks = new Map<string, number>();
  readonly log: string[] = [];
  /** Who reported an event, and to which server. */
  readonly students = new Map<string, string>();
  readonly urls = new Map<string, string>();
  readonly #tokens = new Map<string, string>();
  /** Answers in the place of the server, once each, before it has looked at the batch. */
  readonly faults: Outcome[] = [];
  /** Answers in its place after it has stored the batch: the reply was lost on the way. */
  readonly lostReplies: Outcome[] = [];
  enrolment: EnrolmentOutcome | undefined;
  readonly devices: string[] = [];
  policy: Policy = DEFAULT_POLICY;
  enrolments = 0;
  poison: number | undefined;
  inFlight = 0;
  mostInFlight = 0;

  enrol: Transport['enrol'] = async (_url, request) => {
    this.enrolments += 1;
    const { deviceId, studentId } = request;
    this.devices.push(deviceId);
    this.#tokens.set(`token-${String(this.enrolments)}`, studentId);
    const reply = {
      token: `token-${String(this.enrolments)}`,
      expiresAt: '2026-11-23T00:00:00Z',
      classId: 'c',
      studentId,
      displayName: '',
      team: '',
      policy: this.policy,
    };
    return this.enrolment ?? { kind: 'enrolled', reply };
  };

  send: Transport['send'] = async (url, token, body) => {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await Promise.resolve();
    this.inFlight -= 1;
    const batch = JSON.parse(body) as BatchMessage;
    this.batches.push(batch);
    const fault = this.faults.shift();
    if (fault !== undefined) {
      return fault;
    }
    for (const event of batch.events) {
      this.students.set(label(event), this.#tokens.get(token) ?? '');
      this.urls.set(label(event), url);
    }
    return this.#store(batch);
  };

  readonly erased: string[] = [];
  erasure: ErasureOutcome = { kind: 'erased' };

  erase: Transport['erase'] = async (_url, token) => {
    this.erased.push(this.#tokens.get(token) ?? '');
    return this.erasure;
  };

  sendOnClose: Transport['sendOnClose'] = (_url, body) => {
    const batch = JSON.parse(body) as BatchMessage;
    this.closing.push(batch);
    this.#store(batch);
  };

  #store({ sid, oldest, events }: BatchMessage): Outcome {
    const hwm = this.marks.get(sid) ?? 0;
    const first = events[0] === undefined ? 0 : firstSeq(events[0]);
    const last = events.at(-1)?.seq ?? 0;
    if (events.some(event => event.seq === this.poison && event.type !== 'lost')) {
      return { kind: 'unacceptable', isTooLarge: false, detail: 'poison' };
    }
    if (last > hwm && first > hwm + 1 && first !== oldest) {
      return { kind: 'rewind', hwm };
    }
    for (const event of events.filter(({ seq }) => seq > hwm)) {
      this.log.push(label(event));
    }
    this.marks.set(sid, Math.max(hwm, last));
    return this.lostReplies.shift() ?? { ...accepted(Math.max(hwm, last)), policy: this.policy };
  }
}

const times = (count: number, outcome: Outcome) => Array.from({ length: count }, () => outcome);

const label = (event: WireEvent) => (event.type === 'lost' ? `lost ${String(event.seq)}` : String((event.data as { n?: number }).n));

/** Counts every call of the outbox as work that virtual time waits for. */
function watched(outbox: Outbox, bustle: Bustle): Outbox {
  return new Proxy(outbox, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (...args: unknown[]) => bustle.during(member.apply(target, args) as Promise<unknown>) : member;
    },
  });
}

let bustle: Bustle;
let clock: VirtualClock;
let server: FarEnd;
let factory: IDBFactory;
let history: SentHistory;
let locks: Locks;
let warnings: string[];
let randomId: () => string;

beforeEach(() => {
  bustle = new Bustle();
  clock = new VirtualClock(START_MS, bustle);
  server = new FarEnd();
  factory = new IDBFactory();
  history = createMemoryHistory();
  locks = createSoleLocks();
  warnings = [];
  limits = OUTBOX_LIMITS;
  keptDevice = undefined;
  let count = 0;
  randomId = () => String((count += 1)).padStart(22, 's');
});

let limits: OutboxLimits;
let keptDevice: string | undefined;

function openPage(outbox: Outbox = createIndexedDbOutbox(factory, 'ada'), identity: ReportingIdentity | null = ada): ReportingClient {
  const logger = { warnOnce: (kind: string) => void warnings.push(kind) };
  const client = createReportingClient({
    outbox: watched(outbox, bustle),
    history,
    transport: server,
    clock,
    random: () => 0.5,
    randomId,
    locks,
    logger,
    limits,
    deviceKeepsake: { read: () => keptDevice, write: text => void (keptDevice = text) },
  });
  client.configure(identity ?? undefined);
  if (identity !== null) {
    client.agree(ALL_TERMS);
  }
  return client;
}

async function record(client: ReportingClient, ...ns: number[]): Promise<void> {
  for (const n of ns) {
    client.record('cell.executed', { n });
  }
  await clock.advance(100);
}

describe('the status', () => {
  it('is told as it is at last, however fast things change', async () => {
    const client = openPage();
    const told: number[] = [];
    client.onStatusChange(status => told.push(status.waiting));
    await clock.advance(CADENCE_MS);
    client.record('cell.executed', { n: 1 });
    client.sendNow();
    client.record('cell.executed', { n: 2 });
    await clock.advance(100);
    expect(told.at(-1)).toBe(client.status.waiting);
    await clock.advance(CADENCE_MS * 2);
    expect(told.at(-1)).toBe(0);
  });

  it('reaches the others when one who listens fails', async () => {
    const client = openPage();
    client.onStatusChange(() => {
      throw new Error('a broken widget');
    });
    const told: string[] = [];
    client.onStatusChange(status => told.push(status.phase));
    await clock.advance(CADENCE_MS);
    expect(told.at(-1)).toBe('reporting');
    expect(warnings).toContain('listener');
  });
});

describe('reporting', () => {
  it('enrols, and sends what was recorded within one cadence', async () => {
    const client = openPage();
    await record(client, 1, 2, 3);
    expect(client.status).toMatchObject({ phase: 'joining', waiting: 3 });
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(['1', '2', '3']);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0, storage: 'indexeddb', trouble: null });
  });

  it('records before the outbox is open, with the time of the event', async () => {
    const client = openPage();
    client.record('cell.executed', { n: 1 });
    await clock.advance(CADENCE_MS);
    expect(server.batches[0]?.events[0]).toMatchObject({ seq: 1, time: '2026-11-22T09:00:00.000Z' });
  });

  it('tells the server that it is there when there is nothing to send', async () => {
    openPage();
    await clock.advance(CADENCE_MS * 3);
    expect(server.batches.map(batch => batch.events.length)).toEqual([0, 0, 0]);
  });

  it('sends at once what is urgent', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    client.record('help.requested', { n: 1 }, { isUrgent: true });
    await clock.advance(1);
    expect(server.log).toEqual(['1']);
  });

  it('has one batch in flight, however much waits', async () => {
    const client = openPage();
    await record(client, ...Array.from({ length: 1_700 }, (_, index) => index));
    await clock.advance(CADENCE_MS);
    expect(server.batches.map(batch => batch.events.length)).toEqual([500, 500, 500, 200]);
    expect(server.mostInFlight).toBe(1);
  });

  it('keeps nothing from a student who has not joined', async () => {
    const client = openPage(createMemoryOutbox(), null);
    expect(client.isRecording).toBe(false);
    await record(client, 1);
    await clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ phase: 'not_joined', waiting: 0 });
    expect(server.enrolments).toBe(0);
  });

  it('records and sends nothing while paused, and goes on afterwards', async () => {
    const client = openPage();
    await record(client, 1);
    client.setPaused(true);
    await record(client, 2);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual([]);
    expect(client.status.phase).toBe('paused');
    client.setPaused(false);
    await record(client, 3);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log.toSorted()).toEqual(['1', '3']);
  });
});

describe('when the network fails', () => {
  const unreachable: Outcome = { kind: 'unreachable', trouble: AWAY };

  it('keeps events until a later attempt is answered', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(8, unreachable));
    await record(client, 1, 2);
    await clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ phase: 'offline', waiting: 2, trouble: AWAY });
    await clock.advance(120_000);
    expect(server.log).toEqual(['1', '2']);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0, trouble: null });
  });

  it('takes along with a later attempt what was recorded since the first', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push(unreachable, unreachable);
    await record(client, 1);
    const before = server.batches.length;
    while (server.batches.length < before + 2) {
      await clock.advance(50);
    }
    await record(client, 2);
    await clock.advance(CADENCE_MS);
    expect(server.batches.slice(before).map(batch => batch.events.map(event => event.seq))).toEqual([[1], [1], [1, 2]]);
    expect(server.log).toEqual(['1', '2']);
  });

  it('sends a batch again under the same identity when the reply was lost after the server had stored it', async () => {
    const client = openPage();
    server.lostReplies.push(unreachable);
    await record(client, 1, 2);
    await clock.advance(CADENCE_MS * 2);
    expect(server.batches.slice(0, 2).map(batch => batch.events.map(event => event.seq))).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(server.log).toEqual(['1', '2']);
    expect(client.status.waiting).toBe(0);
  });

  it('opens the breaker after five failures and then asks at most every 20 s', async () => {
    openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(500, unreachable));
    await clock.advance(60_000);
    const before = server.batches.length;
    await clock.advance(600_000);
    expect(server.batches.length - before).toBeLessThanOrEqual(30);
  });
});

describe('when the page goes', () => {
  it('delivers on the next page what the last one left, once', async () => {
    const client = openPage();
    await record(client, 1, 2);
    locks = createSoleLocks();
    const dying = clock;
    clock = new VirtualClock(START_MS + 60_000, bustle);
    await dying.advance(0);
    expect(server.log).toEqual([]);
    const next = openPage();
    await record(next, 3);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log.toSorted()).toEqual(['1', '2', '3']);
    expect(next.status.waiting).toBe(0);
    expect(client.status.waiting).toBe(2);
  });

  it('leaves the source of a living page to that page', async () => {
    const first = openPage();
    await record(first, 1);
    const second = openPage();
    await record(second, 2);
    await clock.advance(CADENCE_MS);
    const bySource = Map.groupBy(
      server.batches.filter(batch => batch.events.length > 0),
      batch => batch.sid,
    );
    expect([...bySource.values()].map(batches => batches.length)).toEqual([1, 1]);
  });

  it('hands the oldest events to a request that outlives the page, and deletes nothing', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    await record(client, 1, 2);
    client.flushOnHide();
    expect(server.closing[0]).toMatchObject({ token: 'token-1', oldest: 1, events: [{ seq: 1 }, { seq: 2 }] });
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(['1', '2']);
    expect(client.status.waiting).toBe(0);
  });

  it('hands over less than the 64 KiB that a closing page may send', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    for (let n = 0; n < 100; n++) {
      client.record('cell.executed', { n, code: 'x'.repeat(3_000) });
    }
    await clock.advance(100);
    client.flushOnHide();
    const size = JSON.stringify(server.closing[0]).length;
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThan(64 * 1024);
    await clock.advance(CADENCE_MS);
    expect(server.log).toHaveLength(100);
  });
});

describe('when the server has less than it said', () => {
  it('goes back and sends the lost tail again', async () => {
    const client = openPage();
    await record(client, 1, 2, 3);
    await clock.advance(CADENCE_MS);
    const [sid = ''] = server.marks.keys();
    server.marks.set(sid, 1);
    server.log.length = 1;
    await clock.advance(CADENCE_MS);
    await record(client, 4);
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(['1', '2', '3', '4']);
  });

  it('delivers everything it still holds to a server with an empty log', async () => {
    const client = openPage();
    await record(client, 1, 2, 3);
    await clock.advance(CADENCE_MS);
    server.marks.clear();
    server.log.length = 0;
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual(['1', '2', '3']);
    expect(client.status.waiting).toBe(0);
  });

  it('never believes a mark above what it has sent', async () => {
    const client = openPage();
    server.faults.push(accepted(1_000));
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    await record(client, 2, 3);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual(expect.arrayContaining(['2', '3']));
  });

  it('keeps what a closed page delivered for ten minutes more, whatever the clock of the next page says', async () => {
    const client = openPage();
    await record(client, 1, 2);
    await clock.advance(CADENCE_MS);
    await client.dispose();
    clock.jumpWall(86_400_000);
    openPage();
    await clock.advance(CADENCE_MS);
    const kept = createIndexedDbOutbox(factory, 'ada');
    const [source] = await kept.sources();
    expect(await kept.peek(source?.sid ?? '', 0, 10)).toHaveLength(2);
  });

  it('lets go of acknowledged events after ten minutes', async () => {
    const outbox = createIndexedDbOutbox(factory, 'ada');
    const client = openPage(outbox);
    await record(client, 1, 2);
    await clock.advance(CADENCE_MS);
    const [source] = await outbox.sources();
    expect(await outbox.peek(source?.sid ?? '', 0, 10)).toHaveLength(2);
    await clock.advance(660_000);
    expect(await outbox.peek(source?.sid ?? '', 0, 10)).toHaveLength(0);
    await record(client, 3);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual(['1', '2', '3']);
  });
});

describe('when the server refuses', () => {
  it('names a poisonous event lost and delivers all the others', async () => {
    const client = openPage();
    server.poison = 7;
    await record(client, ...Array.from({ length: 20 }, (_, index) => index + 1));
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(Array.from({ length: 20 }, (_, index) => (index === 6 ? 'lost 7' : String(index + 1))));
    expect(client.status.waiting).toBe(0);
  });

  it('enrols again when the token is refused, and sends the same events', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push({ kind: 'unauthorised', detail: 'The token has expired' });
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    expect(server.enrolments).toBe(2);
    expect(server.log).toEqual(['1']);
    expect(client.status.phase).toBe('reporting');
  });

  it('holds the events and says why when the student may not enrol; delivers them once he may', async () => {
    server.enrolment = { kind: 'refused', code: 'join_code_invalid', detail: 'No class has this join code' };
    const client = openPage();
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ phase: 'held', waiting: 1, trouble: server.enrolment });
    server.enrolment = undefined;
    await clock.advance(120_000);
    expect(server.log).toEqual(['1']);
    expect(client.status.phase).toBe('reporting');
  });

  it('does not hammer a server that refuses every token', async () => {
    openPage();
    server.faults.push(...times(1_000, { kind: 'unauthorised', detail: '' }));
    await clock.advance(600_000);
    expect(server.batches.length).toBeLessThan(60);
  });
});

describe('when the storage fails', () => {
  const broken = (): IDBFactory => {
    const failing = new IDBFactory();
    vi.spyOn(failing, 'open').mockImplementation(() => {
      throw new DOMException('private window', 'SecurityError');
    });
    return failing;
  };

  it('reports from memory, and says so', async () => {
    const client = openPage(createIndexedDbOutbox(broken(), 'ada'));
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(['1']);
    expect(client.status.storage).toBe('memory');
    expect(warnings).toContain('storage');
  });

  it('keeps an event whose first write fails, and sends it once', async () => {
    const outbox = createMemoryOutbox();
    const append = vi.spyOn(outbox, 'append').mockRejectedValueOnce(new Error('quota'));
    const client = openPage(outbox);
    await record(client, 1, 2);
    await clock.advance(CADENCE_MS);
    expect(append).toHaveBeenCalledTimes(2);
    expect(server.log).toEqual(['1', '2']);
  });

  it('moves to memory when writes go on failing, with nothing lost and nothing twice', async () => {
    const outbox = createMemoryOutbox();
    const client = openPage(outbox);
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    vi.spyOn(outbox, 'append').mockRejectedValue(new Error('disk full'));
    await record(client, 2);
    await record(client, 3);
    await record(client, 4);
    await clock.advance(CADENCE_MS * 3);
    expect(server.log).toEqual(['1', '2', '3', '4']);
    expect(client.status).toMatchObject({ storage: 'memory', waiting: 0 });
  });

  it('goes on to deliver what the storage took before its writes began to fail', async () => {
    const outbox = createMemoryOutbox();
    const client = openPage(outbox);
    await clock.advance(CADENCE_MS);
    server.faults.push({ kind: 'unavailable', status: 503, retryAfterMs: 60_000 });
    await record(client, 1, 2);
    await clock.advance(CADENCE_MS);
    vi.spyOn(outbox, 'append').mockRejectedValue(new Error('disk full'));
    await record(client, 3);
    await record(client, 4);
    await record(client, 5);
    expect(client.status.storage).toBe('memory');
    await clock.advance(CADENCE_MS * 6);
    expect(server.log.toSorted()).toEqual(['1', '2', '3', '4', '5']);
    expect(client.status.waiting).toBe(0);
  });

  it('delivers what is recorded after the browser has deleted events that were not sent yet', async () => {
    const outbox = createMemoryOutbox();
    const client = openPage(outbox);
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    await record(client, 2);
    for (const source of await outbox.sources()) {
      await outbox.release(source.sid, Number.MAX_SAFE_INTEGER);
    }
    await record(client, 3);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual(['1', '3']);
    expect(client.status.waiting).toBe(0);
  });
});

describe('another student on the same machine', () => {
  it('gets a source of his own, and what the first one left is still delivered under the first name', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push({ kind: 'unavailable', status: 503, retryAfterMs: 60_000 });
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    client.configure({ ...ada, studentId: 'bob' });
    client.agree(ALL_TERMS);
    await record(client, 2);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log.toSorted()).toEqual(['1', '2']);
    expect(new Set(server.batches.filter(batch => batch.events.length > 0).map(batch => batch.sid)).size).toBe(2);
  });
});

describe('a student who mistyped the address or the code', () => {
  it('gets what was recorded meanwhile delivered to the class that takes him', async () => {
    server.enrolment = { kind: 'refused', code: 'join_code_invalid', detail: 'No class has this join code' };
    const client = openPage(createIndexedDbOutbox(factory, 'ada'), { ...ada, joinCode: 'plumm' });
    await record(client, 1, 2);
    await clock.advance(CADENCE_MS);
    server.enrolment = undefined;
    client.configure(ada);
    client.agree(ALL_TERMS);
    await record(client, 3);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log.toSorted()).toEqual(['1', '2', '3']);
  });

  it('never gets the events of another student who was not let in', async () => {
    server.enrolment = { kind: 'refused', code: 'not_on_roster', detail: 'Not on the roster' };
    const client = openPage(createIndexedDbOutbox(factory, 'ada'), { ...ada, studentId: 'eve' });
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    server.enrolment = undefined;
    client.configure(ada);
    client.agree(ALL_TERMS);
    await record(client, 2);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log.toSorted()).toEqual(['1', '2']);
    expect(server.students).toEqual(
      new Map([
        ['1', 'eve'],
        ['2', 'ada'],
      ]),
    );
  });

  it('never gets his events for one class delivered to another, only because its server was away', async () => {
    server.enrolment = { kind: 'unreachable', trouble: AWAY };
    const client = openPage(createIndexedDbOutbox(factory, 'ada'), { ...ada, serverUrl: 'http://other' });
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    server.enrolment = undefined;
    client.configure(ada);
    client.agree(ALL_TERMS);
    await record(client, 2);
    await clock.advance(CADENCE_MS * 8);
    expect(server.urls).toEqual(
      new Map([
        ['1', 'http://other'],
        ['2', 'http://server'],
      ]),
    );
  });
});

describe('after the machine slept', () => {
  it('comes back at a random moment of the next 15 s, and not at once', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    await record(client, 1);
    clock.jumpWall(8 * 3_600_000);
    const before = server.batches.length;
    await clock.advance(CADENCE_MS);
    expect(server.batches.length - before).toBe(1);
    expect(server.log).toEqual(['1']);
  });
});

describe('when the network is back for everybody at once', () => {
  it('keeps to its own moment between two attempts, and tries at once only when the student says so', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(4, { kind: 'unreachable', trouble: AWAY }));
    await record(client, 1);
    const asked = server.batches.length;
    while (server.batches.length < asked + 3) {
      await clock.advance(100);
    }
    client.comeBack();
    await clock.advance(0);
    expect(server.batches.length).toBe(asked + 3);
    client.sendNow();
    await clock.advance(0);
    expect(server.batches.length).toBe(asked + 4);
  });
});

describe('when more waits than may be kept', () => {
  const unreachable: Outcome = { kind: 'unreachable', trouble: AWAY };

  it('names the oldest events lost in one range with the exact count, and delivers the rest', async () => {
    limits = { ...OUTBOX_LIMITS, events: 1_000 };
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(20, unreachable));
    for (let n = 1; n <= 1_600; n++) {
      client.record('cell.executed', { n });
    }
    await clock.advance(1_200_000);
    const [lost] = server.batches.flatMap(batch => batch.events.filter(event => event.type === 'lost'));
    expect(lost).toMatchObject({ from: 1, seq: 700, data: { count: 700, reason: 'quota' } });
    expect(server.log).toEqual(['lost 700', ...Array.from({ length: 900 }, (_, index) => String(701 + index))]);
    expect(client.status.waiting).toBe(0);
  });

  it("gives up none of one student's events because of another's", async () => {
    limits = { ...OUTBOX_LIMITS, events: 1_000 };
    const outbox = createMemoryOutbox();
    const stuck = Array.from({ length: 1_100 }, (_, index) => ({ first: index + 1, seq: index + 1, body: '{}' }));
    await outbox.append({ sid: 'e'.repeat(22), identityKey: '["http://gone","x","eve"]' }, stuck);
    const client = openPage(outbox);
    await record(client, 1, 2, 3);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual(['1', '2', '3']);
  });

  it('gives up long texts before it gives up events', async () => {
    limits = { ...OUTBOX_LIMITS, bytes: 400_000 };
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(20, unreachable));
    for (let n = 1; n <= 600; n++) {
      client.record('cell.executed', { n, code: 'x'.repeat(1_000) });
    }
    await clock.advance(1_200_000);
    const sent = server.batches.flatMap(batch => batch.events.map(event => event.data as { n: number; code?: string; stripped?: boolean }));
    expect(server.log).toHaveLength(600);
    expect(sent.find(data => data.n === 1)).toMatchObject({ stripped: true });
    expect(sent.findLast(data => data.n === 600)?.code).toHaveLength(1_000);
  });

  it('keeps nothing for longer than a week', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(10_000, unreachable));
    await record(client, 1, 2);
    await client.dispose();
    server.faults.length = 0;
    locks = createSoleLocks();
    clock = new VirtualClock(START_MS + 8 * 24 * 3_600_000, bustle);
    server.faults.push(...times(5, unreachable));
    openPage();
    await clock.advance(300_000);
    expect(server.log).toEqual(['lost 2']);
  });
});

describe('what the server can never take', () => {
  it('is shown to the student, and kept out of the way', async () => {
    const client = openPage();
    server.poison = 2;
    await record(client, 1, 2, 3);
    await clock.advance(CADENCE_MS);
    expect(client.status.deadLetters).toBe(1);
    expect(await client.deadLetters()).toMatchObject([{ seq: 2, reason: 'poison' }]);
  });
});

describe('the log for a bug report', () => {
  it('tells what happened, and no token, code or name', async () => {
    const client = openPage(createIndexedDbOutbox(factory, 'ada'), { ...ada, displayName: 'Ada Lovelace', team: 'Owls' });
    client.record('cell.executed', { n: 1, code: 'answer = 42' });
    await clock.advance(CADENCE_MS);
    const report = client.describe();
    expect(report).toContain('1 events: accepted');
    for (const secret of ['token-1', 'answer', 'Lovelace', 'Owls', 'plum', '"ada"']) {
      expect(report).not.toContain(secret);
    }
  });
});

describe('a student who changes', () => {
  it('never reports what the one before did, however fast he comes', async () => {
    const client = openPage();
    client.record('cell.executed', { n: 1 });
    client.configure({ ...ada, studentId: 'bob' });
    client.record('cell.executed', { n: 2 });
    client.configure(ada);
    await clock.advance(CADENCE_MS * 3);
    expect(server.students.get('1')).toBe('ada');
    expect(server.students.get('2')).not.toBe('ada');
  });
});

describe('a page whose parts fail', () => {
  it('reports although no lock can be taken', async () => {
    locks = { tryHold: () => Promise.reject(new Error('no database to keep leases in')) };
    const client = openPage(
      createIndexedDbOutbox(
        {
          open: () => {
            throw new DOMException('no', 'SecurityError');
          },
        } as unknown as IDBFactory,
        'ada',
      ),
    );
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(['1']);
  });

  it('tries again when the set-up fails once', async () => {
    const outbox = createMemoryOutbox();
    vi.spyOn(outbox, 'updateRecord').mockRejectedValueOnce(new Error('not now'));
    const client = openPage(outbox);
    await record(client, 1);
    await clock.advance(CADENCE_MS * 3);
    expect(server.log).toEqual(['1']);
  });

  it('sends nothing when its storage breaks in the moment it is paused', async () => {
    const outbox = createMemoryOutbox();
    const client = openPage(outbox);
    await clock.advance(CADENCE_MS);
    vi.spyOn(outbox, 'append').mockRejectedValue(new Error('disk full'));
    await record(client, 1);
    await record(client, 2);
    client.setPaused(true);
    const before = server.batches.length;
    await clock.advance(CADENCE_MS * 4);
    expect(server.batches.length).toBe(before);
    client.setPaused(false);
    await clock.advance(CADENCE_MS * 3);
    expect(server.log).toEqual(['1', '2']);
  });

  it('goes on when acknowledgements cannot be written', async () => {
    const outbox = createMemoryOutbox();
    vi.spyOn(outbox, 'acknowledge').mockRejectedValue(new Error('disk full'));
    const client = openPage(outbox);
    await record(client, ...Array.from({ length: 1_200 }, (_, index) => index));
    await clock.advance(CADENCE_MS);
    expect(server.log).toHaveLength(1_200);
    expect(client.status.waiting).toBe(0);
  });

  it('hands over the newest events on closing, however much it has sent before', async () => {
    const client = openPage();
    for (let n = 0; n < 100; n++) {
      client.record('cell.executed', { n, code: 'x'.repeat(3_000) });
    }
    await clock.advance(CADENCE_MS * 2);
    await record(client, 100);
    client.flushOnHide();
    expect(server.closing.at(-1)?.events.map(label)).toEqual(['100']);
  });
});

describe('a server that refuses everything', () => {
  it('costs not one event and no storm', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(200, { kind: 'unacceptable', isTooLarge: false, detail: 'another version' }));
    await record(client, 1, 2, 3);
    const before = server.batches.length;
    await clock.advance(CADENCE_MS * 4);
    expect(server.batches.length - before).toBeLessThan(24);
    server.faults.length = 0;
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual(['1', '2', '3']);
  });
});

describe('consent', () => {
  const terms = () => policyTerms(server.policy);
  const join = (): ReportingClient => {
    const client = openPage(createIndexedDbOutbox(factory, 'ada'), null);
    client.configure(ada);
    return client;
  };
  const change = (policy: Partial<Policy>) => {
    server.policy = { ...server.policy, ...policy, revision: server.policy.revision + 1 };
  };

  it('is asked for before anything but the joining is recorded', async () => {
    const client = join();
    await record(client, 1);
    await clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0, captureLevel: null, consent: { question: 'agree' } });
    expect(client.isRecording).toBe(false);
    client.agree(terms());
    await record(client, 2);
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(['2']);
    expect(client.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'none' } });
  });

  it('holds on the next page, from its first moment on', async () => {
    const first = join();
    await clock.advance(CADENCE_MS);
    first.agree(terms());
    await clock.advance(CADENCE_MS);
    const next = join();
    next.record('cell.executed', { n: 1 });
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual(['1']);
  });

  it('is asked for again when the class wants more, and no more is captured meanwhile', async () => {
    const client = join();
    client.agree(terms());
    await clock.advance(CADENCE_MS);
    change({ level: 'outputs' });
    await clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'agree_to_more' } });
    client.decline(terms());
    await clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'agree_to_more', isDeclined: true } });
    client.agree(terms());
    expect(client.isRecording).toBe(true);
    await clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ captureLevel: 'outputs', consent: { question: 'none' } });
  });

  it('is not asked for when the class wants less: that is told', async () => {
    const client = join();
    client.agree(terms());
    await clock.advance(CADENCE_MS);
    change({ level: 'activity' });
    await clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ captureLevel: 'activity', consent: { question: 'tell' } });
    client.noteSeen(terms());
    await clock.advance(100);
    expect(client.status.consent.question).toBe('none');
  });

  it('that was given elsewhere is not asked for', async () => {
    change({ consent: 'informed' });
    const client = join();
    await clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'tell' } });
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(['1']);
  });

  it('in one tab is taken up by the others', async () => {
    const [one, other] = [join(), join()];
    await clock.advance(CADENCE_MS);
    one.agree(terms());
    await clock.advance(CADENCE_MS * 2);
    expect(other.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'none' } });
  });
});

describe('a class without pauses', () => {
  it('goes on recording, also for a student who had asked to pause elsewhere', async () => {
    server.policy = { ...DEFAULT_POLICY, mayPause: false };
    const client = openPage();
    await clock.advance(CADENCE_MS);
    client.setPaused(true);
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    expect(client.status.phase).toBe('reporting');
    const next = openPage();
    next.setPaused(true);
    await clock.advance(100);
    await record(next, 2);
    await clock.advance(CADENCE_MS * 2);
    expect(server.log).toEqual(['1', '2']);
  });

  it('tells a student who pauses what the class asks for', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    client.setPaused(true);
    await clock.advance(100);
    expect(client.status).toMatchObject({ phase: 'paused', policy: DEFAULT_POLICY });
  });
});

describe('what this browser holds', () => {
  it('is what waits and what was sent, to the letter', async () => {
    const client = openPage();
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(20, { kind: 'unreachable', trouble: AWAY }));
    client.record('cell.executed', { n: 2 });
    const { waiting, sent } = await bustle.during(client.holdings(10));
    expect(sent.map(event => JSON.parse(event.json) as unknown)).toEqual(server.batches[0]?.events);
    expect(waiting).toMatchObject([{ seq: 2, json: expect.stringContaining('"n":2') as string }]);
  });

  it('is remembered longer than the outbox keeps it', async () => {
    const client = openPage();
    await record(client, 1);
    await clock.advance(3_600_000);
    expect((await bustle.during(client.holdings(10))).sent).toMatchObject([{ seq: 1 }]);
  });
});

describe('the device', () => {
  async function reportFromPage(): Promise<void> {
    const client = openPage();
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    await client.dispose();
  }

  it('is the same after the browser has thrown the database away', async () => {
    await reportFromPage();
    factory = new IDBFactory();
    await reportFromPage();
    expect(server.devices).toHaveLength(2);
    expect(new Set(server.devices).size).toBe(1);
  });

  it('is the one that the database names, when another was kept beside it', async () => {
    await reportFromPage();
    const [first] = server.devices;
    keptDevice = 'x'.repeat(22);
    await reportFromPage();
    expect(keptDevice).toBe(first);
  });

  it('is a new one, when what was kept is no id', async () => {
    keptDevice = 'not an id';
    await reportFromPage();
    expect(server.devices[0]).toBe(keptDevice);
    expect(keptDevice).toMatch(/^[\w-]{22}$/u);
  });
});

describe('a student who leaves', () => {
  it('leaves nothing behind but the device, and reports nothing any more', async () => {
    const outbox = createIndexedDbOutbox(factory, 'ada');
    const client = openPage(outbox);
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    server.faults.push(...times(5, { kind: 'unreachable', trouble: AWAY }));
    await record(client, 2);
    client.record('cell.executed', { n: 3 });
    const leaving = client.leave();
    await clock.advance(100);
    await leaving;
    await record(client, 4);
    const before = server.batches.length;
    await clock.advance(CADENCE_MS * 20);
    expect(server.log).toEqual(['1']);
    expect(server.batches).toHaveLength(before);
    expect(client.status).toMatchObject({ phase: 'not_joined', waiting: 0 });
    expect(await bustle.during(client.holdings(10))).toEqual({ waiting: [], sent: [] });
    expect(await outbox.sources()).toEqual([]);
    expect(JSON.stringify(await outbox.readRecord('device'))).toBeDefined();
  });

  it('has left in every tab and on the next page, and may come back', async () => {
    const [one, other] = [openPage(), openPage()];
    await clock.advance(CADENCE_MS);
    const leaving = one.leave();
    await clock.advance(100);
    await leaving;
    await record(other, 1);
    await clock.advance(CADENCE_MS * 3);
    expect(other.status.phase).toBe('not_joined');
    const next = openPage(createIndexedDbOutbox(factory, 'ada'), null);
    next.configure(ada);
    await clock.advance(CADENCE_MS * 2);
    expect(next.status.phase).toBe('not_joined');
    expect(server.log).toEqual([]);
    next.agree(ALL_TERMS);
    await clock.advance(CADENCE_MS * 2);
    await record(next, 2);
    await clock.advance(CADENCE_MS);
    expect(server.log).toEqual(['2']);
    expect(next.status.phase).toBe('reporting');
  });
});

describe('a student whose settings change in another tab', () => {
  const leaveIn = async (client: ReportingClient) => {
    const leaving = client.leave();
    await clock.advance(100);
    await leaving;
  };

  it('has left nothing behind when the settings name nobody before the next report is due', async () => {
    const outbox = createIndexedDbOutbox(factory, 'ada');
    const [one, other] = [openPage(), openPage(outbox)];
    await clock.advance(CADENCE_MS);
    await leaveIn(one);
    await record(other, 1);
    other.configure(undefined);
    await clock.advance(100);
    expect(await outbox.sources()).toEqual([]);
    expect(server.log).toEqual([]);
  });

  it('is back in all tabs when he comes back in one', async () => {
    const [one, other] = [openPage(), openPage()];
    await clock.advance(CADENCE_MS);
    await leaveIn(one);
    await clock.advance(CADENCE_MS * 2);
    expect(other.status.phase).toBe('not_joined');
    one.configure(undefined);
    other.configure(undefined);
    one.configure(ada);
    one.agree(ALL_TERMS);
    await clock.advance(100);
    other.configure(ada);
    await clock.advance(CADENCE_MS * 2);
    await record(other, 1);
    await clock.advance(CADENCE_MS);
    expect(other.status.phase).toBe('reporting');
    expect(server.log).toEqual(['1']);
  });
});

describe('a student who wants to be forgotten', () => {
  it('has the record deleted, and then leaves', async () => {
    const client = openPage();
    await record(client, 1);
    await clock.advance(CADENCE_MS);
    const erasing = client.eraseAndLeave();
    await clock.advance(100);
    await expect(erasing).resolves.toBeUndefined();
    expect(server.erased).toEqual(['ada']);
    expect(client.status.phase).toBe('not_joined');
    expect(await bustle.during(client.holdings(10))).toEqual({ waiting: [], sent: [] });
  });

  it('stays in the class, and goes on reporting, when the server does not', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.erasure = { kind: 'failed', trouble: { kind: 'server_says', detail: 'The log is away.' } };
    const erasing = client.eraseAndLeave();
    client.record('cell.executed', { n: 1 });
    await clock.advance(CADENCE_MS * 2);
    await expect(erasing).resolves.toEqual({ kind: 'server_says', detail: 'The log is away.' });
    expect(client.status.phase).toBe('reporting');
    expect(server.log).toEqual(['1']);
  });

  it('renews a token that is not taken any more, once', async () => {
    const client = openPage();
    await clock.advance(CADENCE_MS);
    server.erasure = { kind: 'unauthorised', detail: 'The token has expired.' };
    const erasing = client.eraseAndLeave();
    await clock.advance(100);
    await expect(erasing).resolves.toEqual({ kind: 'server_says', detail: 'The token has expired.' });
    expect(server.erased).toEqual(['ada', 'ada']);
  });
});
