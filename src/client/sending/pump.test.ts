import { describe, expect, it } from 'vitest';
import { useClientRig } from '../fixtures/client-rig';
import { AWAY, CADENCE_MS, times } from '../fixtures/far-end';

const rig = useClientRig();

describe('after the machine slept', () => {
  it('comes back at a random moment of the next 15 s, and not at once', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    await rig.record(client, 1);
    rig.clock.stepWall(8 * 3_600_000);
    const before = rig.server.batches.length;
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.batches.length - before).toBe(1);
    expect(rig.server.log).toEqual(['1']);
  });
});

describe('when the network is back for everybody at once', () => {
  it('keeps to its own moment between two attempts, and tries at once only when the student says so', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(4, { kind: 'unreachable', trouble: AWAY }));
    await rig.record(client, 1);
    const asked = rig.server.batches.length;
    while (rig.server.batches.length < asked + 3) {
      await rig.clock.advance(100);
    }
    client.comeBack();
    await rig.clock.advance(0);
    expect(rig.server.batches.length).toBe(asked + 3);
    client.sendNow();
    await rig.clock.advance(0);
    expect(rig.server.batches.length).toBe(asked + 4);
  });
});
