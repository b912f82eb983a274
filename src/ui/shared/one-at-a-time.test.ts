import { expect, it } from 'vitest';

import { oneAtATime } from './one-at-a-time';

it('lets a dialog that is open be opened by nobody else, and again once it is closed', async () => {
  const opened: string[] = [];
  let close: () => void = () => undefined;
  const open = oneAtATime((name: string) => {
    opened.push(name);
    return new Promise<void>(resolve => void (close = resolve));
  });
  const first = open('a');
  await open('b');
  expect(opened).toEqual(['a']);
  close();
  await first;
  void open('c');
  expect(opened).toEqual(['a', 'c']);
});

it('is open to the next when one has failed', async () => {
  let tries = 0;
  const open = oneAtATime(() => {
    tries += 1;
    return Promise.reject(new Error('no room'));
  });
  await expect(open()).rejects.toThrow('no room');
  await expect(open()).rejects.toThrow('no room');
  expect(tries).toBe(2);
});
