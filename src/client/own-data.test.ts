import { describe, expect, it } from 'vitest';
import { useClientRig } from './fixtures/client-rig';
import { AWAY, CADENCE_MS, times } from './fixtures/far-end';

const rig = useClientRig();

describe('what this browser holds', () => {
  it('is what waits and what was sent, to the letter', async () => {
    const client = rig.openPage();
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(20, { kind: 'unreachable', trouble: AWAY }));
    client.enqueue('cell.executed', { n: 2 });
    const { waiting, sent } = await rig.bustle.during(client.ownData.holdings(10));
    expect(sent.map(event => JSON.parse(event.json) as unknown)).toEqual(rig.server.batches[0]?.events);
    expect(waiting).toMatchObject([{ seq: 2, json: expect.stringContaining('"n":2') as string }]);
  });

  it('is remembered longer than the outbox keeps it', async () => {
    const client = rig.openPage();
    await rig.record(client, 1);
    await rig.clock.advance(3_600_000);
    expect((await rig.bustle.during(client.ownData.holdings(10))).sent).toMatchObject([{ seq: 1 }]);
  });
});
