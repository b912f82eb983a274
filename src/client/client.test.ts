import { describe, expect, it } from 'vitest';
import { createMemoryOutbox } from '../outbox/memory';
import { useClientRig } from './fixtures/client-rig';
import { CADENCE_MS } from './fixtures/far-end';

const rig = useClientRig();

describe('reporting', () => {
  it('enrols, and sends what was recorded within one cadence', async () => {
    const client = rig.openPage();
    await rig.record(client, 1, 2, 3);
    expect(client.status).toMatchObject({ phase: 'joining', waiting: 3 });
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['1', '2', '3']);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0, storage: 'indexeddb', trouble: null });
  });

  it('records before the outbox is open, with the time of the event', async () => {
    const client = rig.openPage();
    client.enqueue('cell.executed', { n: 1 });
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.batches[0]?.events[0]).toMatchObject({ seq: 1, time: '2026-11-22T09:00:00.000Z' });
  });

  it('tells the server that it is there when there is nothing to send', async () => {
    rig.openPage();
    await rig.clock.advance(CADENCE_MS * 3);
    expect(rig.server.batches.map(batch => batch.events.length)).toEqual([0, 0, 0]);
  });

  it('tells what runs with each report, as it is by then', async () => {
    const client = rig.openPage();
    const started = rig.clock.monotonicMs();
    const forMs = () => rig.clock.monotonicMs() - started;
    const unreachable = { notebook: 'b.ipynb', forMs: 12_000 };
    client.tellWork(() => ({ now: { notebook: 'a.ipynb', cell: { id: 'c', index: 0 }, forMs: forMs() }, unreachable }));
    await rig.clock.advance(CADENCE_MS * 2);
    client.tellWork(() => ({}));
    await rig.clock.advance(CADENCE_MS);
    const [first, second, third] = rig.server.batches.map(({ now }) => now?.forMs);
    expect(first).toBeGreaterThan(0);
    expect(second).toBe((first ?? 0) + CADENCE_MS);
    expect(third).toBeUndefined();
    expect(rig.server.batches.map(batch => batch.unreachable)).toEqual([unreachable, unreachable, undefined]);
  });

  it('sends at once what is urgent', async () => {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    client.enqueue('help.requested', { n: 1 }, { isUrgent: true });
    await rig.clock.advance(1);
    expect(rig.server.log).toEqual(['1']);
  });

  it('has one batch in flight, however much waits', async () => {
    const client = rig.openPage();
    await rig.record(client, ...Array.from({ length: 1_700 }, (_, index) => index));
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.batches.map(batch => batch.events.length)).toEqual([500, 500, 500, 200]);
    expect(rig.server.mostInFlight).toBe(1);
  });

  it('keeps nothing from a student who has not joined', async () => {
    const client = rig.openPage(createMemoryOutbox(), null);
    expect(client.isRecording).toBe(false);
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ phase: 'not_joined', waiting: 0 });
    expect(rig.server.enrolments).toBe(0);
  });

  it('records and sends nothing while paused, and goes on afterwards', async () => {
    const client = rig.openPage();
    await rig.record(client, 1);
    client.consent.setPaused(true);
    await rig.record(client, 2);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual([]);
    expect(client.status.phase).toBe('paused');
    client.consent.setPaused(false);
    await rig.record(client, 3);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log.toSorted()).toEqual(['1', '3']);
  });
});
