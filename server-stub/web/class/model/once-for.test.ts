import { expect, it } from 'vitest';
import { onceFor } from './once-for';

it('does the same work once for each object, and again when anything else is asked of it', () => {
  const done: string[] = [];
  const work = onceFor((key: { readonly name: string }, step: number) => {
    done.push(`${key.name}${String(step)}`);
    return { step };
  });
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect(work(a, 1)).toBe(work(a, 1));
  expect([work(b, 1), work(a, 2), work(a, 1)].map(({ step }) => step)).toEqual([1, 2, 1]);
  expect(done).toEqual(['a1', 'b1', 'a2', 'a1']);
});
