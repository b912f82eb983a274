import { expect, it } from 'vitest';
import { SharedRuns } from './shared-runs';

/** Work that ends when it is told to, with the number of its run. */
function heldWork() {
  const ends: ((error?: Error) => void)[] = [];
  const runs = new SharedRuns(
    () =>
      new Promise<number>((resolve, reject) => {
        const run = ends.length + 1;
        ends.push(error => (error === undefined ? resolve(run) : reject(error)));
      }),
  );
  const begun = async (count: number): Promise<void> => {
    while (ends.length < count) {
      await Promise.resolve();
    }
  };
  return { runs, ends, begun };
}

it('begins at once, and for all who ask meanwhile once more when that is done', async () => {
  const { runs, ends, begun } = heldWork();
  const first = runs.run();
  const others = [runs.run(), runs.run(), runs.run()];
  expect(ends).toHaveLength(1);

  ends[0]?.();
  expect(await first).toBe(1);
  await begun(2);
  ends[1]?.();
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  expect(ends).toHaveLength(2);
});

it('is done anew for whoever asks later', async () => {
  const { runs, ends } = heldWork();
  const first = runs.run();
  ends[0]?.();
  await first;

  const second = runs.run();
  ends[1]?.();
  expect(await second).toBe(2);
});

it('tells whoever waits for a run that failed, and goes on for the others', async () => {
  const { runs, ends, begun } = heldWork();
  const first = runs.run();
  const second = runs.run();

  ends[0]?.(new Error('no disk'));
  await expect(first).rejects.toThrow('no disk');
  await begun(2);
  ends[1]?.();
  expect(await second).toBe(2);
});
