import { expect, it } from 'vitest';
import { workAhead } from '../testing/ahead.mjs';

it('what steps need is made ready in their order, one after the other, while they are not waited for', async () => {
  const told = /** @type {string[]} */ ([]);
  const gate = Promise.withResolvers();
  const steps = [{ ahead: () => gate.promise.then(() => told.push('first')) }, {}, { ahead: async () => told.push('last') }];
  const ready = workAhead(steps);
  await Promise.resolve();
  expect(told).toEqual([]);
  gate.resolve(undefined);
  await ready.get(/** @type {object} */ (steps[1]));
  await ready.get(/** @type {object} */ (steps[2]));
  expect(told).toEqual(['first', 'last']);
});

it('what could not be made ready fails its own step and those after it, and none before', async () => {
  const steps = [{}, { ahead: () => Promise.reject(new Error('no network')) }, { ahead: () => Promise.resolve() }];
  const ready = workAhead(steps);
  const [before, own, after] = steps;
  await expect(ready.get(/** @type {object} */ (before))).resolves.toBeUndefined();
  await expect(ready.get(/** @type {object} */ (own))).rejects.toThrow('no network');
  await expect(ready.get(/** @type {object} */ (after))).rejects.toThrow('no network');
});
