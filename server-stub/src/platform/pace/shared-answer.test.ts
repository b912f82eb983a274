import { expect, it } from 'vitest';
import { SharedAnswer } from './shared-answer';

it('finds an answer once in its lifetime, for all who ask', async () => {
  let nowMs = 0;
  let found = 0;
  const answer = new SharedAnswer(async () => ++found, 1000, { monotonicMs: () => nowMs });

  expect(await Promise.all([answer.get(), answer.get()])).toEqual([1, 1]);
  nowMs = 999;
  expect(await answer.get()).toBe(1);
  nowMs = 1000;
  expect(await answer.get()).toBe(2);
});
