import { describe, expect, it } from 'vitest';
import { createIndexedDbOutbox } from '../../outbox/indexed-db';
import { DEFAULT_POLICY, policyTerms, type Policy } from '../../protocol';
import type { ReportingClient } from '../reporting-client';
import { ada, useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';

const rig = useClientRig();

describe('consent', () => {
  const terms = () => policyTerms(rig.server.policy);
  const join = (): ReportingClient => {
    const client = rig.openPage(createIndexedDbOutbox(rig.factory, 'ada'), null);
    client.configure(ada);
    return client;
  };
  const change = (policy: Partial<Policy>) => {
    rig.server.policy = { ...rig.server.policy, ...policy, revision: rig.server.policy.revision + 1 };
  };

  it('is asked for before anything but the joining is recorded', async () => {
    const client = join();
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0, captureLevel: null, consent: { question: 'agree' } });
    expect(client.isRecording).toBe(false);
    client.consent.agree(terms());
    await rig.record(client, 2);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['2']);
    expect(client.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'none' } });
  });

  it('holds on the next page, from its first moment on', async () => {
    const first = join();
    await rig.clock.advance(CADENCE_MS);
    first.consent.agree(terms());
    await rig.clock.advance(CADENCE_MS);
    const next = join();
    next.enqueue('cell.executed', { n: 1 });
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual(['1']);
  });

  it('is asked for again when the class wants more, and no more is captured meanwhile', async () => {
    const client = join();
    client.consent.agree(terms());
    await rig.clock.advance(CADENCE_MS);
    change({ level: 'outputs' });
    await rig.clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'agree_to_more' } });
    client.consent.decline(terms());
    await rig.clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'agree_to_more', isDeclined: true } });
    client.consent.agree(terms());
    expect(client.isRecording).toBe(true);
    await rig.clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ captureLevel: 'outputs', consent: { question: 'none' } });
  });

  it('is not asked for when the class wants less: that is told', async () => {
    const client = join();
    client.consent.agree(terms());
    await rig.clock.advance(CADENCE_MS);
    change({ level: 'activity' });
    await rig.clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ captureLevel: 'activity', consent: { question: 'tell' } });
    client.consent.noteSeen(terms());
    await rig.clock.advance(100);
    expect(client.status.consent.question).toBe('none');
  });

  it('that was given elsewhere is not asked for, and nothing is recorded that was not shown', async () => {
    change({ consent: 'informed' });
    const client = join();
    await rig.clock.advance(CADENCE_MS);
    expect(client.status).toMatchObject({ captureLevel: null, consent: { question: 'tell' } });
    await rig.record(client, 0);
    client.consent.noteSeen(terms());
    await rig.clock.advance(100);
    expect(client.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'none' } });
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['1']);
  });

  it('in one tab is taken up by the others', async () => {
    const [one, other] = [join(), join()];
    await rig.clock.advance(CADENCE_MS);
    one.consent.agree(terms());
    await rig.clock.advance(CADENCE_MS * 2);
    expect(other.status).toMatchObject({ captureLevel: 'errors', consent: { question: 'none' } });
  });
});

describe('a class without pauses', () => {
  it('goes on recording, also for a student who had asked to pause elsewhere', async () => {
    rig.server.policy = { ...DEFAULT_POLICY, mayPause: false };
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    client.consent.setPaused(true);
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    expect(client.status.phase).toBe('reporting');
    const next = rig.openPage();
    next.consent.setPaused(true);
    await rig.clock.advance(100);
    await rig.record(next, 2);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual(['1', '2']);
  });

  it('tells a student who pauses what the class asks for', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    client.consent.setPaused(true);
    await rig.clock.advance(100);
    expect(client.status).toMatchObject({ phase: 'paused', policy: DEFAULT_POLICY });
  });
});
