import { describe, expect, it, vi } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { createIndexedDbOutbox } from '../outbox/indexed-db';
import { createMemoryOutbox } from '../outbox/memory';
import { useClientRig } from './fixtures/client-rig';
import { CADENCE_MS } from './fixtures/far-end';

const rig = useClientRig();

describe('when the storage fails', () => {
  const broken = (): IDBFactory => {
    const failing = new IDBFactory();
    vi.spyOn(failing, 'open').mockImplementation(() => {
      throw new DOMException('private window', 'SecurityError');
    });
    return failing;
  };

  it('reports from memory, and says so', async () => {
    const client = rig.openPage(createIndexedDbOutbox(broken(), 'ada'));
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['1']);
    expect(client.status.storage).toBe('memory');
    expect(rig.warnings).toContain('storage');
  });

  it('keeps an event whose first write fails, and sends it once', async () => {
    const outbox = createMemoryOutbox();
    const append = vi.spyOn(outbox, 'append').mockRejectedValueOnce(new Error('quota'));
    const client = rig.openPage(outbox);
    await rig.record(client, 1, 2);
    await rig.clock.advance(CADENCE_MS);
    expect(append).toHaveBeenCalledTimes(2);
    expect(rig.server.log).toEqual(['1', '2']);
  });

  it('moves to memory when writes go on failing, with nothing lost and nothing twice', async () => {
    const outbox = createMemoryOutbox();
    const client = rig.openPage(outbox);
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    vi.spyOn(outbox, 'append').mockRejectedValue(new Error('disk full'));
    await rig.record(client, 2);
    await rig.record(client, 3);
    await rig.record(client, 4);
    await rig.clock.advance(CADENCE_MS * 3);
    expect(rig.server.log).toEqual(['1', '2', '3', '4']);
    expect(client.status).toMatchObject({ storage: 'memory', waiting: 0 });
  });

  it('goes on to deliver what the storage took before its writes began to fail', async () => {
    const outbox = createMemoryOutbox();
    const client = rig.openPage(outbox);
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push({ kind: 'unavailable', status: 503, retryAfterMs: 60_000 });
    await rig.record(client, 1, 2);
    await rig.clock.advance(CADENCE_MS);
    vi.spyOn(outbox, 'append').mockRejectedValue(new Error('disk full'));
    await rig.record(client, 3);
    await rig.record(client, 4);
    await rig.record(client, 5);
    expect(client.status.storage).toBe('memory');
    await rig.clock.advance(CADENCE_MS * 6);
    expect(rig.server.log.toSorted()).toEqual(['1', '2', '3', '4', '5']);
    expect(client.status.waiting).toBe(0);
  });

  it('delivers what is recorded after the browser has deleted events that were not sent yet', async () => {
    const outbox = createMemoryOutbox();
    const client = rig.openPage(outbox);
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    await rig.record(client, 2);
    for (const source of await outbox.sources()) {
      await outbox.release(source.sid, Number.MAX_SAFE_INTEGER);
    }
    await rig.record(client, 3);
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.log).toEqual(['1', '3']);
    expect(client.status.waiting).toBe(0);
  });
});
