import { describe, expect, it } from 'vitest';
import { useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS, times } from '../fixtures/far-end';

const rig = useClientRig();

describe('when the server refuses', () => {
  it('names a poisonous event lost and delivers all the others', async () => {
    const client = rig.openPage();
    rig.server.poison = 7;
    await rig.record(client, ...Array.from({ length: 20 }, (_, index) => index + 1));
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(Array.from({ length: 20 }, (_, index) => (index === 6 ? 'lost 7' : String(index + 1))));
    expect(client.status.waiting).toBe(0);
  });

  it('enrols again when the token is refused, and sends the same events', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push({ kind: 'unauthorised', detail: 'The token has expired' });
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.enrolments).toBe(2);
    expect(rig.server.log).toEqual(['1']);
    expect(client.status.phase).toBe('reporting');
  });

  it('holds the events and says why when the student may not enrol; delivers them once they may', async () => {
    rig.server.enrolment = { kind: 'refused', code: 'join_code_invalid', detail: 'No class has this join code' };
    const client = rig.openPage();
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ phase: 'held', waiting: 1, trouble: rig.server.enrolment });
    rig.server.enrolment = undefined;
    await rig.clock.advance(120_000);
    expect(rig.server.log).toEqual(['1']);
    expect(client.status.phase).toBe('reporting');
  });

  it('does not hammer a server that refuses every token', async () => {
    rig.openPage();
    rig.server.faults.push(...times(1_000, { kind: 'unauthorised', detail: '' }));
    await rig.clock.advance(600_000);
    expect(rig.server.batches.length).toBeLessThan(60);
  });
});

describe('a server that refuses everything', () => {
  it('costs not one event and no storm', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(...times(200, { kind: 'unacceptable', isTooLarge: false, detail: 'another version' }));
    await rig.record(client, 1, 2, 3);
    const before = rig.server.batches.length;
    await rig.clock.advance(CADENCE_MS * 4);
    expect(rig.server.batches.length - before).toBeLessThan(24);
    rig.server.faults.length = 0;
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual(['1', '2', '3']);
  });
});
