import { afterEach, beforeEach, expect, it } from 'vitest';
import { comparePositions, LOG_START, type Position, type StoredEntry } from '../../src/log/event-log';
import { batch } from '../support/log/batches';
import type { Store } from '../../src/app/storage/store';

const SID = 'A'.repeat(22);

/** What trimming does in every store. `open` gives an empty one. */
export function describeLogRetention(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const fill = async (entries: number, classId = 'c'): Promise<readonly StoredEntry[]> => {
    for (let seq = 1; seq <= entries; seq++) {
      await store.log.append(classId, batch(seq, seq));
    }
    return store.log.read(classId, LOG_START, entries);
  };
  const positionsFrom = async (after: Position, classId = 'c'): Promise<readonly Position[]> =>
    (await store.log.read(classId, after, 1000)).map(({ position }) => position);

  it('removes what is asked, keeps what comes after where it was, and tells how far it went', async () => {
    const entries = await fill(5);
    expect(await store.retention.trimmedThrough('c')).toBe(LOG_START);
    await store.retention.trim('c', entries[2]?.position ?? '');
    expect(await store.retention.trimmedThrough('c')).toBe(entries[2]?.position);
    expect(await store.log.read('c', LOG_START, 10)).toEqual(entries.slice(3));
  });

  it('removes more than one step takes', async () => {
    const entries = await fill(250);
    await store.retention.trim('c', entries[248]?.position ?? '');
    expect(await positionsFrom(LOG_START)).toEqual([entries[249]?.position]);
  });

  it('keeps marks, so that what was trimmed is still known', async () => {
    const entries = await fill(3);
    await store.retention.trim('c', entries[2]?.position ?? '');
    expect(await store.log.append('c', batch(1, 3))).toEqual({ verdict: 'known', hwm: 3 });
    expect(await store.log.append('c', batch(4, 4))).toEqual({ verdict: 'appended', hwm: 4 });
    expect(await store.log.sources('c')).toEqual([{ studentId: 'ada', sid: SID, hwm: 4 }]);
    expect(comparePositions((await positionsFrom(LOG_START))[0] ?? '', entries[2]?.position ?? '')).toBeGreaterThan(0);
  });

  it('never takes back how far it went', async () => {
    const entries = await fill(4);
    await store.retention.trim('c', entries[2]?.position ?? '');
    await store.retention.trim('c', entries[0]?.position ?? '');
    expect(await store.retention.trimmedThrough('c')).toBe(entries[2]?.position);
  });

  it('leaves other classes alone', async () => {
    const entries = await fill(2);
    await fill(2, 'd');
    await store.retention.trim('c', entries[1]?.position ?? '');
    expect(await positionsFrom(LOG_START, 'd')).toHaveLength(2);
    expect(await store.retention.trimmedThrough('d')).toBe(LOG_START);
  });

  it('knows the last position, also when all is trimmed', async () => {
    expect(await store.retention.lastPosition('c')).toBe(LOG_START);
    const entries = await fill(2);
    expect(await store.retention.lastPosition('c')).toBe(entries[1]?.position);
    await store.retention.trim('c', entries[1]?.position ?? '');
    expect(await store.retention.lastPosition('c')).toBe(entries[1]?.position);
  });

  it.each([
    ['of an SQLite log', '123456'],
    ['of a Redis log', '4102444800000-7'],
  ])('goes on after an archive %s: later positions, marks that never fall', async (_whose, through) => {
    const bob = { studentId: 'bob', sid: SID, hwm: 9 };
    await store.retention.resumeAfter('c', through, [{ studentId: 'ada', sid: SID, hwm: 2 }, bob]);
    await store.retention.resumeAfter('c', through, [{ studentId: 'ada', sid: SID, hwm: 1 }]);
    await store.log.append('c', batch(3, 3));
    await store.log.append('c', batch(10, 10, { studentId: 'bob', oldest: 10 }));

    expect(await store.retention.trimmedThrough('c')).toBe(through);
    const positions = await positionsFrom(through);
    expect(positions).toHaveLength(2);
    expect(positions.every(position => comparePositions(position, through) > 0)).toBe(true);
    expect((await store.log.sources('c')).toSorted((a, b) => a.hwm - b.hwm)).toEqual([
      { studentId: 'ada', sid: SID, hwm: 3 },
      { studentId: 'bob', sid: SID, hwm: 10 },
    ]);
  });

  it('goes on after an archive in a store that has never held anything', async () => {
    await store.retention.resumeAfter('c', '123456', [{ studentId: 'ada', sid: SID, hwm: 2 }]);
    expect(await store.log.append('c', batch(3, 3))).toEqual({ verdict: 'appended', hwm: 3 });
    const [position] = await positionsFrom('123456');
    expect(comparePositions(position ?? '', '123456')).toBeGreaterThan(0);
    expect(await positionsFrom(LOG_START)).toEqual([position]);
  });

  it('takes about the space of its entries, and less when they are trimmed', async () => {
    const large = JSON.stringify([{ code: 'x'.repeat(100_000) }]);
    for (let seq = 1; seq <= 20; seq++) {
      await store.log.append('c', batch(seq, seq, { eventsJson: large }));
    }
    const full = await store.retention.sizeBytes(['c', 'unknown']);
    await store.retention.trim('c', await store.retention.lastPosition('c'));

    expect(full).toBeGreaterThan(1_900_000);
    expect(full).toBeLessThan(4_000_000);
    expect(await store.retention.sizeBytes(['c', 'unknown'])).toBeLessThan(500_000);
  });

  it('lets one who trims go on', async () => {
    expect(await store.retention.takeLease('me', 60_000)).toBe(true);
    expect(await store.retention.takeLease('me', 60_000)).toBe(true);
  });
}
