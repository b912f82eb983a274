import { describe, expect, it } from 'vitest';
import { useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('what the server can never take', () => {
  it('is shown to the student, and kept out of the way', async () => {
    const client = rig.openPage();
    rig.server.poison = 2;
    await rig.record(client, 1, 2, 3);
    await rig.clock.advance(CADENCE_MS);
    expect(client.status.deadLetters).toBe(1);
    expect(await client.ownData.deadLetters()).toMatchObject([{ seq: 2, reason: 'poison' }]);
  });
});
