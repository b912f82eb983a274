import { describe, expect, it } from 'vitest';
import { createIndexedDbOutbox } from '../../outbox/indexed-db';
import { ALL_TERMS } from '../consent/consent';
import { ada, useClientRig } from '../fixtures/client-rig';
import { AWAY, CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('a student who mistyped the address or the code', () => {
  it('gets what was recorded meanwhile delivered to the class that takes them', async () => {
    rig.server.enrolment = { kind: 'refused', code: 'join_code_invalid', detail: 'No class has this join code' };
    const client = rig.openPage(createIndexedDbOutbox(rig.factory, 'ada'), { ...ada, joinCode: 'plumm' });
    await rig.record(client, 1, 2);
    await rig.clock.advance(CADENCE_MS);
    rig.server.enrolment = undefined;
    client.configure(ada);
    client.consent.agree(ALL_TERMS);
    await rig.record(client, 3);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log.toSorted()).toEqual(['1', '2', '3']);
  });

  it('never gets the events of another student who was not let in', async () => {
    rig.server.enrolment = { kind: 'refused', code: 'not_on_roster', detail: 'Not on the roster' };
    const client = rig.openPage(createIndexedDbOutbox(rig.factory, 'ada'), { ...ada, studentId: 'eve' });
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    rig.server.enrolment = undefined;
    client.configure(ada);
    client.consent.agree(ALL_TERMS);
    await rig.record(client, 2);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log.toSorted()).toEqual(['1', '2']);
    expect(rig.server.students).toEqual(
      new Map([
        ['1', 'eve'],
        ['2', 'ada'],
      ]),
    );
  });

  it('never gets their events for one class delivered to another, only because its server was away', async () => {
    rig.server.enrolment = { kind: 'unreachable', trouble: AWAY };
    const client = rig.openPage(createIndexedDbOutbox(rig.factory, 'ada'), { ...ada, serverUrl: 'http://other' });
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    rig.server.enrolment = undefined;
    client.configure(ada);
    client.consent.agree(ALL_TERMS);
    await rig.record(client, 2);
    await rig.clock.advance(CADENCE_MS * 8);
    expect(rig.server.urls).toEqual(
      new Map([
        ['1', 'http://other'],
        ['2', 'http://server'],
      ]),
    );
  });
});
