import { describe, expect, it } from 'vitest';

import { createMemoryOutbox } from './memory';
import { StoredValue } from './stored-value';

const count = () => new StoredValue('count', stored => (typeof stored === 'number' ? stored : 0));
const next = (value: number) => value + 1;

describe('a stored value', () => {
  it('is the same in all tabs', async () => {
    const outbox = createMemoryOutbox();
    const [one, two] = [count(), count()];
    await Promise.all([one.update(outbox, next), two.update(outbox, next)]);
    await one.read(outbox);
    expect(one.value).toBe(2);
  });

  it('is not set back by a reading that began before a change', async () => {
    const outbox = createMemoryOutbox();
    let answer: () => void = () => undefined;
    const slow = { ...outbox, getItem: () => new Promise<unknown>(resolve => void (answer = () => resolve(undefined))) };
    const value = count();
    const reading = value.read(slow);
    const changing = value.update(outbox, next);
    await Promise.resolve();
    answer();
    await Promise.all([reading, changing]);
    expect(value.value).toBe(1);
  });

  it('is good for this page where the browser keeps nothing', async () => {
    const outbox = createMemoryOutbox();
    const refuse = () => Promise.reject(new Error('no room'));
    const value = count();
    await value.update({ ...outbox, getItem: refuse, updateItem: refuse }, next);
    await value.read({ ...outbox, getItem: refuse, updateItem: refuse });
    expect(value.value).toBe(1);
  });
});
