import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createIndexedDbOutbox } from './indexed-db';
import { createMemoryOutbox } from './memory';
import type { Outbox } from './outbox';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const SIDS = ['A'.repeat(22), '-'.repeat(22), 'z_'.repeat(11)] as const;

type Command = (outbox: Outbox) => Promise<unknown>;

const sid = fc.constantFrom(...SIDS);
const seq = fc.integer({ min: 1, max: 30 });
const body = fc.string({ unit: 'binary', maxLength: 20 });

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(sid, seq, fc.array(body, { maxLength: 5 })).map(([id, from, bodies]): Command => {
    const events = bodies.map((text, index) => ({ first: from + index, seq: from + index, body: text }));
    return outbox => outbox.append({ sid: id, identityKey: 'ada' }, events);
  }),
  fc.tuple(sid, seq, seq).map(
    ([id, a, b]): Command =>
      outbox =>
        outbox.replace(id, { first: Math.min(a, b), seq: Math.max(a, b), body: 'lost' }),
  ),
  fc.tuple(sid, seq, seq).map(
    ([id, hwm, through]): Command =>
      outbox =>
        outbox.acknowledge(id, { hwm, recent: [{ hwm, atMs: hwm }] }, through),
  ),
  sid.map(
    (id): Command =>
      outbox =>
        outbox.release(id, Number.MAX_SAFE_INTEGER),
  ),
);

async function look(outbox: Outbox) {
  const views = SIDS.map(async id => [await outbox.peek(id, 0, 1_000), await outbox.peek(id, 7, 3), await outbox.extent(id, 9)]);
  const sources = (await outbox.sources()).map(source => source.sid).toSorted();
  return { sources, count: await outbox.count(), views: await Promise.all(views) };
}

it('keeps the same in IndexedDB as in memory, whatever is done to it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 40 }), async commands => {
      const [database, memory] = [createIndexedDbOutbox(new IDBFactory(), 'ada'), createMemoryOutbox()];
      for (const run of commands) {
        await Promise.all([run(database), run(memory)]);
      }
      expect(await look(database)).toEqual(await look(memory));
    }),
    { numRuns: 60 },
  );
});
