import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../simulation/virtual/virtual-clock';
import { createSoleLocks } from '../../platform/locks';
import { START_MS, useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('when the page goes', () => {
  it('delivers on the next page what the last one left, once', async () => {
    const client = rig.openPage();
    await rig.record(client, 1, 2);
    rig.locks = createSoleLocks();
    const dying = rig.clock;
    rig.clock = new VirtualClock(START_MS + 60_000, rig.bustle);
    await dying.advance(0);
    expect(rig.server.log).toEqual([]);
    const next = rig.openPage();
    await rig.record(next, 3);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log.toSorted()).toEqual(['1', '2', '3']);
    expect(next.status.waiting).toBe(0);
    expect(client.status.waiting).toBe(2);
  });

  it('leaves the source of a living page to that page', async () => {
    const first = rig.openPage();
    await rig.record(first, 1);
    const second = rig.openPage();
    await rig.record(second, 2);
    await rig.clock.advance(CADENCE_MS);
    const bySource = Map.groupBy(
      rig.server.batches.filter(batch => batch.events.length > 0),
      batch => batch.sid,
    );
    expect([...bySource.values()].map(batches => batches.length)).toEqual([1, 1]);
  });

  it('hands the oldest events to a request that outlives the page, and deletes nothing', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    await rig.record(client, 1, 2);
    client.flushOnHide();
    expect(rig.server.closing[0]).toMatchObject({ token: 'token-1', oldest: 1, events: [{ seq: 1 }, { seq: 2 }] });
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['1', '2']);
    expect(client.status.waiting).toBe(0);
  });

  it('hands over less than the 64 KiB that a closing page may send', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    for (let n = 0; n < 100; n++) {
      client.enqueue('cell.executed', { n, code: 'x'.repeat(3_000) });
    }
    await rig.clock.advance(100);
    client.flushOnHide();
    const size = JSON.stringify(rig.server.closing[0]).length;
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThan(64 * 1024);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toHaveLength(100);
  });
});
