import { describe, expect, it } from 'vitest';
import { createIndexedDbOutbox } from '../../outbox/indexed-db';
import { ada, useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('the log for a bug report', () => {
  it('tells what happened, and no token, code or name', async () => {
    const client = rig.openPage(createIndexedDbOutbox(rig.factory, 'ada'), { ...ada, displayName: 'Ada Lovelace', team: 'Owls' });
    client.enqueue('cell.executed', { n: 1, code: 'answer = 42' });
    await rig.clock.advance(CADENCE_MS);
    const report = client.describe();
    expect(report).toContain('1 events: accepted');
    for (const secret of ['token-1', 'answer', 'Lovelace', 'Owls', 'plum', '"ada"']) {
      expect(report).not.toContain(secret);
    }
  });
});
