import { describe, expect, it } from 'vitest';
import { ada, useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('a student who changes', () => {
  it('never reports what the one before did, however fast they come', async () => {
    const client = rig.openPage();
    client.enqueue('cell.executed', { n: 1 });
    client.configure({ ...ada, studentId: 'bob' });
    client.enqueue('cell.executed', { n: 2 });
    client.configure(ada);
    await rig.clock.advance(CADENCE_MS * 3);
    expect(rig.server.students.get('1')).toBe('ada');
    expect(rig.server.students.get('2')).not.toBe('ada');
  });
});
