import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../simulation/virtual/virtual-clock';
import type { Outcome } from '../../delivery';
import { createMemoryOutbox } from '../../outbox/memory';
import { OUTBOX_LIMITS } from '../../outbox/eviction';
import { createSoleLocks } from '../../platform/locks';
import { START_MS, useClientRig } from '../fixtures/client-rig';
import { AWAY, CADENCE_MS, times } from '../fixtures/far-end';

const rig = useClientRig();

describe('when more waits than may be kept', () => {
  const unreachable: Outcome = { kind: 'unreachable', trouble: AWAY };

  it('names the oldest events lost in one range with the exact count, and delivers the rest', async () => {
    rig.limits = { ...OUTBOX_LIMITS, events: 1_000 };
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(20, unreachable));
    for (let n = 1; n <= 1_600; n++) {
      client.enqueue('cell.executed', { n });
    }
    await rig.clock.advance(1_200_000);
    const [lost] = rig.server.batches.flatMap(batch => batch.events.filter(event => event.type === 'lost'));
    expect(lost).toMatchObject({ from: 1, seq: 700, data: { count: 700, reason: 'quota' } });
    expect(rig.server.log).toEqual(['lost 700', ...Array.from({ length: 900 }, (_, index) => String(701 + index))]);
    expect(client.status.waiting).toBe(0);
  });

  it("gives up none of one student's events because of another's", async () => {
    rig.limits = { ...OUTBOX_LIMITS, events: 1_000 };
    const outbox = createMemoryOutbox();
    const stuck = Array.from({ length: 1_100 }, (_, index) => ({ first: index + 1, seq: index + 1, body: '{}' }));
    await outbox.append({ sid: 'e'.repeat(22), identityKey: '["http://gone","x","eve"]' }, stuck);
    const client = rig.openPage(outbox);
    await rig.record(client, 1, 2, 3);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual(['1', '2', '3']);
  });

  it('gives up long texts before it gives up events', async () => {
    rig.limits = { ...OUTBOX_LIMITS, bytes: 400_000 };
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(20, unreachable));
    for (let n = 1; n <= 600; n++) {
      client.enqueue('cell.executed', { n, code: 'x'.repeat(1_000) });
    }
    await rig.clock.advance(1_200_000);
    const sent = rig.server.batches.flatMap(batch =>
      batch.events.map(event => event.data as { n: number; code?: string; stripped?: boolean }),
    );
    expect(rig.server.log).toHaveLength(600);
    expect(sent.find(data => data.n === 1)).toMatchObject({ stripped: true });
    expect(sent.findLast(data => data.n === 600)?.code).toHaveLength(1_000);
  });

  it('keeps nothing for longer than a week', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(10_000, unreachable));
    await rig.record(client, 1, 2);
    await client.dispose();
    rig.server.faults.length = 0;
    rig.locks = createSoleLocks();
    rig.clock = new VirtualClock(START_MS + 8 * 24 * 3_600_000, rig.bustle);
    rig.server.faults.push(...times(5, unreachable));
    rig.openPage();
    await rig.clock.advance(300_000);
    expect(rig.server.log).toEqual(['lost 2']);
  });
});
