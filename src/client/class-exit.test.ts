import { describe, expect, it } from 'vitest';
import { createIndexedDbOutbox } from '../outbox/indexed-db';
import type { ReportingClient } from './reporting-client';
import { ALL_TERMS } from './consent/consent';
import { ada, useClientRig } from './fixtures/client-rig';
import { AWAY, CADENCE_MS, times } from './fixtures/far-end';

const rig = useClientRig();

describe('a student who leaves', () => {
  it('leaves nothing behind but the device, and reports nothing any more', async () => {
    const outbox = createIndexedDbOutbox(rig.factory, 'ada');
    const client = rig.openPage(outbox);
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(5, { kind: 'unreachable', trouble: AWAY }));
    await rig.record(client, 2);
    client.enqueue('cell.executed', { n: 3 });
    const leaving = client.exit.leave();
    await rig.clock.advance(100);
    await leaving;
    await rig.record(client, 4);
    const before = rig.server.batches.length;
    await rig.clock.advance(CADENCE_MS * 20);
    expect(rig.server.log).toEqual(['1']);
    expect(rig.server.batches).toHaveLength(before);
    expect(client.status).toMatchObject({ phase: 'not_joined', waiting: 0 });
    expect(await rig.bustle.during(client.ownData.holdings(10))).toEqual({ waiting: [], sent: [] });
    expect(await outbox.sources()).toEqual([]);
    expect(JSON.stringify(await outbox.getItem('device'))).toBeDefined();
  });

  it('has left in every tab and on the next page, and may come back', async () => {
    const [one, other] = [rig.openPage(), rig.openPage()];
    await rig.clock.advance(CADENCE_MS);
    const leaving = one.exit.leave();
    await rig.clock.advance(100);
    await leaving;
    await rig.record(other, 1);
    await rig.clock.advance(CADENCE_MS * 3);
    expect(other.status.phase).toBe('not_joined');
    const next = rig.openPage(createIndexedDbOutbox(rig.factory, 'ada'), null);
    next.configure(ada);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(next.status.phase).toBe('not_joined');
    expect(rig.server.log).toEqual([]);
    next.consent.agree(ALL_TERMS);
    await rig.clock.advance(CADENCE_MS * 2);
    await rig.record(next, 2);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['2']);
    expect(next.status.phase).toBe('reporting');
  });
});

describe('a student whose settings change in another tab', () => {
  const leaveIn = async (client: ReportingClient) => {
    const leaving = client.exit.leave();
    await rig.clock.advance(100);
    await leaving;
  };

  it('has left nothing behind when the settings name nobody before the next report is due', async () => {
    const outbox = createIndexedDbOutbox(rig.factory, 'ada');
    const [one, other] = [rig.openPage(), rig.openPage(outbox)];
    await rig.clock.advance(CADENCE_MS);
    await leaveIn(one);
    await rig.record(other, 1);
    other.configure(undefined);
    await rig.clock.advance(100);
    expect(await outbox.sources()).toEqual([]);
    expect(rig.server.log).toEqual([]);
  });

  it('is back in all tabs when they come back in one', async () => {
    const [one, other] = [rig.openPage(), rig.openPage()];
    await rig.clock.advance(CADENCE_MS);
    await leaveIn(one);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(other.status.phase).toBe('not_joined');
    one.configure(undefined);
    other.configure(undefined);
    one.configure(ada);
    one.consent.agree(ALL_TERMS);
    await rig.clock.advance(100);
    other.configure(ada);
    await rig.clock.advance(CADENCE_MS * 2);
    await rig.record(other, 1);
    await rig.clock.advance(CADENCE_MS);
    expect(other.status.phase).toBe('reporting');
    expect(rig.server.log).toEqual(['1']);
  });
});

describe('a student who wants to be forgotten', () => {
  it('has the record deleted, and then leaves', async () => {
    const client = rig.openPage();
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    const erasing = client.exit.eraseAndLeave();
    await rig.clock.advance(100);
    await expect(erasing).resolves.toBeUndefined();
    expect(rig.server.erased).toEqual(['ada']);
    expect(client.status.phase).toBe('not_joined');
    expect(await rig.bustle.during(client.ownData.holdings(10))).toEqual({ waiting: [], sent: [] });
  });

  it('stays in the class, and goes on reporting, when the server does not', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.erasure = { kind: 'failed', trouble: { kind: 'server_says', detail: 'The log is away.' } };
    const erasing = client.exit.eraseAndLeave();
    client.enqueue('cell.executed', { n: 1 });
    await rig.clock.advance(CADENCE_MS * 2);
    await expect(erasing).resolves.toEqual({ kind: 'server_says', detail: 'The log is away.' });
    expect(client.status.phase).toBe('reporting');
    expect(rig.server.log).toEqual(['1']);
  });

  it('renews a token that is not taken any more, once', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.erasure = { kind: 'unauthorised', detail: 'The token has expired.' };
    const erasing = client.exit.eraseAndLeave();
    await rig.clock.advance(100);
    await expect(erasing).resolves.toEqual({ kind: 'server_says', detail: 'The token has expired.' });
    expect(rig.server.erased).toEqual(['ada', 'ada']);
  });
});
