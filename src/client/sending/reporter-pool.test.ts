import { describe, expect, it } from 'vitest';
import { ALL_TERMS } from '../consent/consent';
import { ada, useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('another student on the same machine', () => {
  it('gets a source of their own, and what the first one left is still delivered under the first name', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push({ kind: 'unavailable', status: 503, retryAfterMs: 60_000 });
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    client.configure({ ...ada, studentId: 'bob' });
    client.consent.agree(ALL_TERMS);
    await rig.record(client, 2);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log.toSorted()).toEqual(['1', '2']);
    expect(new Set(rig.server.batches.filter(batch => batch.events.length > 0).map(batch => batch.sid)).size).toBe(2);
  });
});
