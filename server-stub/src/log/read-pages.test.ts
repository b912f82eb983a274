import { expect, it } from 'vitest';
import { toBatch } from '../../test/support/log/random-log';
import type { StoredEntry } from './event-log';
import { readPages } from './read-pages';

/** A log of batches with so many characters of events each. */
function logOf(lengths: readonly number[]) {
  const asked: number[] = [];
  const entries = lengths.map((length, index): StoredEntry => ({
    position: String(index + 1),
    entry: { ...toBatch(0, 'ada', [], 0), eventsJson: ' '.repeat(length) },
  }));
  const read = async (_classId: string, after: string, limit: number) => {
    asked.push(limit);
    return entries.slice(Number(after), Number(after) + limit);
  };
  return { asked, entries, log: { read } };
}

async function positionsIn(lengths: readonly number[]): Promise<{ positions: string[]; largest: number; pages: number }> {
  const { log } = logOf(lengths);
  const positions: string[] = [];
  let [largest, pages] = [0, 0];
  for await (const page of readPages(log, 'c')) {
    positions.push(...page.map(({ position }) => position));
    largest = Math.max(
      largest,
      page.reduce((sum, { entry }) => sum + (entry.kind === 'batch' ? entry.eventsJson.length : 0), 0),
    );
    pages += 1;
  }
  return { positions, largest, pages };
}

const all = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

it.each([0, 1, 4, 5, 6, 333])('reads all of %i entries', async count => {
  expect((await positionsIn(Array.from({ length: count }, () => 100))).positions).toEqual(all(count));
});

it('reads small entries many at a time, and large ones one by one', async () => {
  const small = await positionsIn(Array.from({ length: 1000 }, () => 100));
  const large = await positionsIn(Array.from({ length: 30 }, () => 1_000_000));

  expect(small.pages).toBeLessThan(20);
  expect(large.positions).toEqual(all(30));
  expect(large.largest).toBeLessThanOrEqual(5_000_000);
  expect(large.pages).toBeGreaterThan(25);
});
