import { expect, it } from 'vitest';
import { diffCode } from './code-diff';

it('tells what was added, removed and kept, line by line', () => {
  expect(diffCode('a = 1\nb = 2\nprint(a)', 'a = 1\nb = 3\nprint(a)\n')).toEqual([
    { change: 'kept', text: 'a = 1' },
    { change: 'removed', text: 'b = 2' },
    { change: 'added', text: 'b = 3' },
    { change: 'kept', text: 'print(a)' },
  ]);
});

it('gives up on texts that have next to nothing in common', () => {
  const lines = (name: string): string => Array.from({ length: 1000 }, (_, index) => `${name}${String(index)}`).join('\n');

  expect(diffCode(lines('a'), lines('b'))).toBeUndefined();
});
