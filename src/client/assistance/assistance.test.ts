import { beforeEach, describe, expect, it } from 'vitest';

import { Bustle, VirtualClock } from '../../../simulation/virtual/virtual-clock';
import type { Outcome } from '../../delivery';
import { createMemoryOutbox } from '../../outbox/memory';
import { createMemoryHistory } from '../../outbox/memory-history';
import type { Outbox } from '../../outbox/outbox';
import { createSoleLocks } from '../../platform/locks';
import { DEFAULT_POLICY, type BatchMessage, type BatchReply } from '../../protocol';
import type { Transport } from '../../transport/transport';
import { createReportingClient } from '../whole-client';
import { ALL_TERMS } from '../consent/consent';
import type { ReportingIdentity } from '../enrolment/identity';
import type { ReportingClient } from '../reporting-client';

const CADENCE_MS = DEFAULT_POLICY.cadenceMs;
const ada: ReportingIdentity = { serverUrl: 'http://server', joinCode: 'plum', studentId: 'ada', displayName: '', team: '' };
const CELL = { notebook: 'a.ipynb', cell: { id: 'c1', index: 0 } };

/** A server that says what it is told to say. */
class Instructors implements Transport {
  readonly batches: { atMs: number; batch: BatchMessage }[] = [];
  word: Partial<Pick<BatchReply, 'help' | 'messages' | 'queue'>> = {};
  isDown = false;
  readonly #marks = new Map<string, number>();

  constructor(readonly clock: VirtualClock) {}

  get told(): string[] {
    return this.batches.flatMap(({ batch }) => batch.events.map(({ type }) => type));
  }

  enrol: Transport['enrol'] = async (_url, { studentId }) => ({
    kind: 'enrolled',
    reply: {
      token: 't',
      expiresAt: '2030-01-01T00:00:00Z',
      classId: 'c',
      studentId,
      displayName: '',
      team: '',
      policy: DEFAULT_POLICY,
    },
  });

  send: Transport['send'] = async (_url, _token, body): Promise<Outcome> => {
    if (this.isDown) {
      return { kind: 'unreachable', trouble: { kind: 'unreachable', origin: 'http://class.example' } };
    }
    const batch = JSON.parse(body) as BatchMessage;
    this.batches.push({ atMs: this.clock.wallMs(), batch });
    this.#marks.set(batch.sid, batch.events.at(-1)?.seq ?? this.#marks.get(batch.sid) ?? 0);
    const hwm = this.#marks.get(batch.sid) ?? 0;
    return { kind: 'accepted', hwm, nextMs: CADENCE_MS, rejected: [], messages: [], ...this.word };
  };

  erase: Transport['erase'] = async () => ({ kind: 'erased' });
  sendOnClose: Transport['sendOnClose'] = () => undefined;
}

let clock: VirtualClock;
let instructors: Instructors;
let outbox: Outbox;
let ids: number;

beforeEach(() => {
  clock = new VirtualClock(Date.parse('2026-11-22T09:00:00Z'), new Bustle());
  instructors = new Instructors(clock);
  outbox = createMemoryOutbox();
  ids = 0;
});

async function openPage(): Promise<ReportingClient> {
  const client = createReportingClient({
    outbox: { ...outbox, close: () => Promise.resolve() },
    history: createMemoryHistory(),
    transport: instructors,
    clock,
    random: () => 0.5,
    randomId: () => String((ids += 1)).padStart(22, 's'),
    locks: createSoleLocks(),
    logger: { warnOnce: () => undefined },
  });
  client.configure(ada);
  client.consent.agree(ALL_TERMS);
  await clock.advance(CADENCE_MS);
  return client;
}

const run = (client: ReportingClient, ok: boolean, id = 'c1') =>
  client.enqueue('cell.executed', { notebook: 'a.ipynb', cell: { id, index: 0 }, ok });

describe('a help request', () => {
  it('leaves at once, and says no more than is known of it', async () => {
    const client = await openPage();
    client.help.call({ ...CELL, question: 'How?' }, true);
    await clock.advance(200);
    expect(instructors.told).toEqual(['help.requested']);
    expect(client.status.help).toMatchObject({ question: 'How?', standing: null });

    instructors.word = { help: { id: 'h1', status: 'open', position: 2 } };
    await clock.advance(CADENCE_MS);
    expect(client.status.help?.standing).toEqual({ id: 'h1', status: 'open', position: 2 });

    instructors.word = { help: { id: 'h1', status: 'claimed' } };
    await clock.advance(CADENCE_MS);
    expect(client.status.help?.standing?.status).toBe('claimed');
  });

  it('is taken back once, however often the button is pressed or the cell works', async () => {
    const client = await openPage();
    client.help.call(CELL, true);
    await clock.advance(CADENCE_MS);
    client.help.withdraw();
    client.help.withdraw();
    run(client, true);
    await clock.advance(CADENCE_MS);
    expect(instructors.told).toEqual(['help.requested', 'help.withdrawn', 'cell.executed']);
    expect(client.status.help).toBeNull();
  });

  it('ends when an instructor says that it is done, and an old reply does not end the next one', async () => {
    const client = await openPage();
    client.help.call(CELL, true);
    instructors.word = { help: { id: 'h1', status: 'resolved' } };
    await clock.advance(CADENCE_MS);
    expect(client.status.help).toBeNull();

    client.help.call(CELL, true);
    await clock.advance(CADENCE_MS);
    expect(client.status.help).toMatchObject({ standing: null });
  });

  it('is taken back at once, also by the cell that works, once', async () => {
    const client = await openPage();
    client.help.call(CELL, true);
    await clock.advance(1000);
    run(client, false);
    run(client, true, 'another');
    await clock.advance(1000);
    expect(client.status.help).not.toBeNull();
    run(client, true);
    await clock.advance(1000);
    run(client, true);
    await clock.advance(CADENCE_MS);
    expect(client.status.help).toBeNull();
    const withdrawals = instructors.batches.flatMap(({ batch }) => batch.events.filter(({ type }) => type === 'help.withdrawn'));
    expect(withdrawals).toMatchObject([{ data: { notebook: 'a.ipynb', reason: 'solved' } }]);
  });

  it('stays when the cell works and the student had not agreed to that', async () => {
    const client = await openPage();
    client.help.call(CELL, false);
    run(client, true);
    await clock.advance(CADENCE_MS);
    expect(client.status.help).not.toBeNull();
    client.help.withdraw();
    await clock.advance(600);
    expect(instructors.told).toEqual(['help.requested', 'cell.executed', 'help.withdrawn']);
  });

  it('waits for the server, survives a reload, and is delivered once', async () => {
    const client = await openPage();
    instructors.isDown = true;
    client.help.call({ ...CELL, question: 'How?' }, true);
    await clock.advance(1000);
    await client.dispose();

    const next = await openPage();
    expect(next.status).toMatchObject({ phase: 'offline', help: { question: 'How?', standing: null } });
    instructors.isDown = false;
    await clock.advance(CADENCE_MS * 4);
    expect(instructors.told).toEqual(['help.requested']);
  });

  it('that was turned away has ended, and the page knows why', async () => {
    const client = await openPage();
    client.help.call(CELL, true);
    await clock.advance(100);
    instructors.word = { queue: 'closed', help: { id: 'h1', status: 'resolved', isTurnedAway: true } };
    await clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ help: null, queue: 'closed' });
    instructors.word = {};
    await clock.advance(CADENCE_MS);
    expect(client.status.queue).toBe('closed');
    instructors.word = { queue: 'open' };
    await clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ help: null, queue: 'open' });
  });

  it('is nothing to a student who pauses', async () => {
    const client = await openPage();
    client.consent.setPaused(true);
    await clock.advance(100);
    client.help.call(CELL, true);
    await clock.advance(100);
    expect(client.status.help).toBeNull();
  });

  it('is forgotten with the class', async () => {
    const client = await openPage();
    client.help.call(CELL, true);
    instructors.word = { messages: [{ id: 'm1', text: 'Well done' }] };
    await clock.advance(CADENCE_MS);
    await client.exit.leave();
    expect(client.status).toMatchObject({ help: null, messages: [] });
    client.consent.rejoin();
    await clock.advance(100);
    expect(client.status).toMatchObject({ help: null, messages: [] });
  });
});

describe('a message', () => {
  const message = (n: number) => ({ id: `m${String(n)}`, text: `text ${String(n)}` });
  const seen = () => instructors.batches.at(-1)?.batch.seenMessage;

  it('is handed out once, however often it comes, over tabs and reloads', async () => {
    instructors.word = { messages: [message(1)] };
    const [one, two] = [await openPage(), await openPage()];
    await clock.advance(CADENCE_MS);
    expect(seen()).toBeUndefined();
    const taken = await Promise.all([one.messages.takeUnshown(), two.messages.takeUnshown()]);
    expect(taken.flat().map(({ id }) => id)).toEqual(['m1']);
    await clock.advance(CADENCE_MS);
    expect(seen()).toBe('m1');

    await Promise.all([one.dispose(), two.dispose()]);
    const next = await openPage();
    expect(await next.messages.takeUnshown()).toEqual([]);
    expect(next.status.messages).toMatchObject([{ text: 'text 1', isShown: true, isRead: false }]);
  });

  it('that no page has shown is shown by the next', async () => {
    const client = await openPage();
    instructors.word = { messages: [message(1), message(2)] };
    await clock.advance(CADENCE_MS);
    await client.dispose();
    instructors.word = {};
    const next = await openPage();
    expect((await next.messages.takeUnshown()).map(({ id }) => id)).toEqual(['m1', 'm2']);
    await clock.advance(CADENCE_MS);
    expect(seen()).toBe('m2');
  });

  it('of a server that was set up anew, whose ids are low again, is shown and said to be', async () => {
    const client = await openPage();
    instructors.word = { messages: [message(4), message(7)] };
    await clock.advance(CADENCE_MS);
    await client.messages.takeUnshown();
    instructors.word = { messages: [message(2), { id: 'm4', text: 'another' }] };
    await clock.advance(CADENCE_MS);
    expect((await client.messages.takeUnshown()).map(({ id }) => id)).toEqual(['m2', 'm4']);
    await clock.advance(CADENCE_MS);
    expect(seen()).toBe('m4');
    expect(client.status.messages.map(({ text }) => text)).toEqual(['text 7', 'text 2', 'another']);
  });

  it('counts as read only after it was shown', async () => {
    const client = await openPage();
    instructors.word = { messages: [message(1)] };
    await clock.advance(CADENCE_MS);
    client.messages.markRead();
    await clock.advance(10);
    expect(client.status.messages).toMatchObject([{ isShown: false, isRead: false }]);
    await client.messages.takeUnshown();
    client.messages.markRead();
    await clock.advance(10);
    expect(client.status.messages).toMatchObject([{ isShown: true, isRead: true }]);
  });

  it('is kept among the last fifty, and one of no bearable size is not', async () => {
    const client = await openPage();
    const many = Array.from({ length: 60 }, (_, n) => ({ id: `m${String(n).padStart(3, '0')}`, text: 'x' }));
    instructors.word = { messages: [...many, { id: 'm999', text: 'x'.repeat(5000) }] };
    await clock.advance(CADENCE_MS);
    expect(client.status.messages).toHaveLength(50);
    expect(client.status.messages.at(-1)?.id).toBe('m059');
  });
});
