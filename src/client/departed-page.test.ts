import { describe, expect, it, vi } from 'vitest';
import { createMemoryOutbox } from '../outbox/memory';
import type { Outbox } from '../outbox/outbox';
import { createSoleLocks } from '../platform/locks';
import { ada, useClientRig } from './fixtures/client-rig';
import { CADENCE_MS } from './fixtures/far-end';
import type { ReportingClient } from './reporting-client';
import { RETENTION_MS } from './sources/source-cursor';

const rig = useClientRig();
const diskFull = new Error('disk full');

/** A page that is left while one event is written and not yet sent, and the next is not yet written; it may be come back to. */
async function openAndLeave(outbox: Outbox): Promise<ReportingClient> {
  const client = rig.openPage(outbox);
  await rig.clock.advance(CADENCE_MS);
  await rig.record(client, 1);
  client.enqueue('cell.executed', { n: 2 });
  client.flushOnHide(true);
  return client;
}

describe('a page that is come back to after it has handed over its events', () => {
  it('has them in the class once, though its storage cannot be written any more', async () => {
    const outbox = createMemoryOutbox();
    const client = await openAndLeave(outbox);
    vi.spyOn(outbox, 'append').mockRejectedValue(diskFull);
    client.comeBack();
    await rig.clock.advance(CADENCE_MS * 3);
    await rig.record(client, 3);
    await rig.clock.advance(CADENCE_MS * 3);
    expect(client.status).toMatchObject({ storage: 'memory', waiting: 0 });
    expect(rig.server.log).toEqual(['1', '2', '3']);
  });

  it('delivers them under the same identity when they did not arrive', async () => {
    const outbox = createMemoryOutbox();
    const handOver = vi.spyOn(rig.server, 'sendOnClose').mockReturnValue(undefined);
    const client = await openAndLeave(outbox);
    handOver.mockRestore();
    const [source] = await outbox.sources();
    vi.spyOn(outbox, 'append').mockRejectedValue(diskFull);
    client.comeBack();
    await rig.clock.advance(CADENCE_MS * 6);
    expect(client.status).toMatchObject({ storage: 'memory', waiting: 0 });
    expect(rig.server.log).toEqual(['1', '2']);
    expect(rig.server.marks.get(source?.sid ?? '')).toBe(2);
  });

  it('can give a server that lost everything the whole source again, from memory', async () => {
    const outbox = createMemoryOutbox();
    const client = rig.openPage(outbox);
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    vi.spyOn(outbox, 'append').mockRejectedValue(diskFull);
    client.enqueue('cell.executed', { n: 2 });
    client.flushOnHide(true);
    client.comeBack();
    await rig.clock.advance(CADENCE_MS * 4);
    expect(client.status.storage).toBe('memory');
    rig.server.marks.clear();
    rig.server.log.splice(0);
    // A source that is not this page's own is asked for last when it could be let go.
    await rig.clock.advance(RETENTION_MS + CADENCE_MS * 4);
    expect(rig.server.log).toEqual(['1', '2']);
  });

  it('has them in the class once, though it starts to report anew before it could write them', async () => {
    const outbox = createMemoryOutbox();
    const client = await openAndLeave(outbox);
    vi.spyOn(outbox, 'append').mockRejectedValueOnce(diskFull);
    client.configure({ ...ada, displayName: 'Ada' });
    await rig.clock.advance(CADENCE_MS * 3);
    await rig.record(client, 3);
    await rig.clock.advance(CADENCE_MS * 3);
    expect(client.status).toMatchObject({ storage: 'memory', waiting: 0 });
    expect(rig.server.log).toEqual(['1', '2', '3']);
  });

  it('has them in the class once, though it starts to report anew while nothing can be written', async () => {
    const outbox = createMemoryOutbox();
    const client = await openAndLeave(outbox);
    vi.spyOn(outbox, 'append').mockRejectedValue(diskFull);
    client.configure({ ...ada, displayName: 'Ada' });
    await rig.clock.advance(CADENCE_MS * 8);
    expect(client.status.waiting).toBe(0);
    expect(rig.server.log).toEqual(['1', '2']);
  });

  it.each([
    ['works', false],
    ['cannot be written any more', true],
  ])('has them in the class once, though another page delivered its source meanwhile, where its storage %s', async (_, isBroken) => {
    const shared = createMemoryOutbox();
    // The storage of one page fails, and not the other's.
    const own = { ...shared };
    const client = await openAndLeave(own);
    rig.locks = createSoleLocks();
    const append = vi.spyOn(own, 'append');
    if (isBroken) {
      append.mockRejectedValue(diskFull);
    } else {
      append.mockRejectedValueOnce(diskFull).mockRejectedValueOnce(diskFull);
    }
    const other = rig.openPage(shared);
    await rig.clock.advance(CADENCE_MS);
    await other.dispose();
    expect(rig.server.batches.some(({ events }) => events.length > 0)).toBe(true);
    client.comeBack();
    await rig.record(client, 3);
    await rig.clock.advance(CADENCE_MS * 6);
    expect(client.status).toMatchObject({ waiting: 0 });
    expect(rig.server.log).toEqual(['1', '2', '3']);
  });

  it('keeps none of them when the student leaves the class', async () => {
    const outbox = createMemoryOutbox();
    const client = await openAndLeave(outbox);
    vi.spyOn(outbox, 'append').mockRejectedValueOnce(diskFull);
    await Promise.all([client.exit.leave(), rig.clock.advance(CADENCE_MS)]);
    client.consent.rejoin();
    await rig.clock.advance(CADENCE_MS * 3);
    const held = await Promise.all((await outbox.sources()).map(({ sid }) => outbox.peek(sid, 0, 10)));
    expect(held.flat()).toEqual([]);
    expect(client.status.waiting).toBe(0);
  });
});
