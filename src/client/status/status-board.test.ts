import { describe, expect, it } from 'vitest';
import { useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('the status', () => {
  it('is told as it is at last, however fast things change', async () => {
    const client = rig.openPage();
    const told: number[] = [];
    client.onStatusChange(status => told.push(status.waiting));
    await rig.clock.advance(CADENCE_MS);
    client.enqueue('cell.executed', { n: 1 });
    client.sendNow();
    client.enqueue('cell.executed', { n: 2 });
    await rig.clock.advance(100);
    expect(told.at(-1)).toBe(client.status.waiting);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(told.at(-1)).toBe(0);
  });

  it('reaches the others when one who listens fails', async () => {
    const client = rig.openPage();
    client.onStatusChange(() => {
      throw new Error('a broken widget');
    });
    const told: string[] = [];
    client.onStatusChange(status => told.push(status.phase));
    await rig.clock.advance(CADENCE_MS);
    expect(told.at(-1)).toBe('reporting');
    expect(rig.warnings).toContain('listener');
  });
});
