import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../delivery';
import { useClientRig } from '../fixtures/client-rig';
import { AWAY, CADENCE_MS, times } from '../fixtures/far-end';

const rig = useClientRig();

describe('when the network fails', () => {
  const unreachable: Outcome = { kind: 'unreachable', trouble: AWAY };

  it('keeps events until a later attempt is answered', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(8, unreachable));
    await rig.record(client, 1, 2);
    await rig.clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ phase: 'offline', waiting: 2, trouble: AWAY });
    await rig.clock.advance(120_000);
    expect(rig.server.log).toEqual(['1', '2']);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0, trouble: null });
  });

  it('takes along with a later attempt what was recorded since the first', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(unreachable, unreachable);
    await rig.record(client, 1);
    const before = rig.server.batches.length;
    while (rig.server.batches.length < before + 2) {
      await rig.clock.advance(50);
    }
    await rig.record(client, 2);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.batches.slice(before).map(batch => batch.events.map(event => event.seq))).toEqual([[1], [1], [1, 2]]);
    expect(rig.server.log).toEqual(['1', '2']);
  });

  it('sends a batch again under the same identity when the reply was lost after the server had stored it', async () => {
    const client = rig.openPage();
    rig.server.lostReplies.push(unreachable);
    await rig.record(client, 1, 2);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.batches.slice(0, 2).map(batch => batch.events.map(event => event.seq))).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(rig.server.log).toEqual(['1', '2']);
    expect(client.status.waiting).toBe(0);
  });

  it('opens the breaker after five failures and then asks at most every 20 s', async () => {
    rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(500, unreachable));
    await rig.clock.advance(60_000);
    const before = rig.server.batches.length;
    await rig.clock.advance(600_000);
    expect(rig.server.batches.length - before).toBeLessThanOrEqual(30);
  });
});
