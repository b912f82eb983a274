import { describe, expect, it, vi } from 'vitest';
import { createIndexedDbOutbox } from '../outbox/indexed-db';
import { createMemoryOutbox } from '../outbox/memory';
import { ada, useClientRig } from './fixtures/client-rig';
import { CADENCE_MS, label } from './fixtures/far-end';

const rig = useClientRig();

describe('a page whose parts fail', () => {
  it('reports although no lock can be taken', async () => {
    rig.locks = { tryHold: () => Promise.reject(new Error('no database to keep leases in')) };
    const client = rig.openPage(
      createIndexedDbOutbox(
        {
          open: () => {
            throw new DOMException('no', 'SecurityError');
          },
        } as unknown as IDBFactory,
        'ada',
      ),
    );
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toEqual(['1']);
  });

  it('tries again when the set-up fails once', async () => {
    const outbox = createMemoryOutbox();
    vi.spyOn(outbox, 'updateItem').mockRejectedValueOnce(new Error('not now'));
    const client = rig.openPage(outbox);
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS * 3);
    expect(rig.server.log).toEqual(['1']);
  });

  it('delivers an event once whose first write fails in the moment it starts to report anew', async () => {
    const outbox = createMemoryOutbox();
    const client = rig.openPage(outbox);
    await rig.clock.advance(CADENCE_MS);
    vi.spyOn(outbox, 'append').mockRejectedValueOnce(new Error('not now'));
    client.enqueue('cell.executed', { n: 1 });
    client.configure({ ...ada, displayName: 'Ada' });
    await rig.clock.advance(CADENCE_MS * 3);
    expect(rig.server.log).toEqual(['1']);
  });

  it('sends nothing when its storage breaks in the moment it is paused', async () => {
    const outbox = createMemoryOutbox();
    const client = rig.openPage(outbox);
    await rig.clock.advance(CADENCE_MS);
    vi.spyOn(outbox, 'append').mockRejectedValue(new Error('disk full'));
    await rig.record(client, 1);
    await rig.record(client, 2);
    client.consent.setPaused(true);
    const before = rig.server.batches.length;
    await rig.clock.advance(CADENCE_MS * 4);
    expect(rig.server.batches.length).toBe(before);
    client.consent.setPaused(false);
    await rig.clock.advance(CADENCE_MS * 3);
    expect(rig.server.log).toEqual(['1', '2']);
  });

  it('goes on when acknowledgements cannot be written', async () => {
    const outbox = createMemoryOutbox();
    vi.spyOn(outbox, 'acknowledge').mockRejectedValue(new Error('disk full'));
    const client = rig.openPage(outbox);
    await rig.record(client, ...Array.from({ length: 1_200 }, (_, index) => index));
    await rig.clock.advance(CADENCE_MS);
    expect(rig.server.log).toHaveLength(1_200);
    expect(client.status.waiting).toBe(0);
  });

  it('hands over the newest events on closing, however much it has sent before', async () => {
    const client = rig.openPage();
    for (let n = 0; n < 100; n++) {
      client.enqueue('cell.executed', { n, code: 'x'.repeat(3_000) });
    }
    await rig.clock.advance(CADENCE_MS * 2);
    await rig.record(client, 100);
    client.flushOnHide();
    expect(rig.server.closing.at(-1)?.events.map(label)).toEqual(['100']);
  });
});
