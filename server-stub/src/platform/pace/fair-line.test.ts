import { expect, it } from 'vitest';
import { FairLine } from './fair-line';

function drain(line: FairLine<string>): string[] {
  const items: string[] = [];
  for (let item = line.next(); item !== undefined; item = line.next()) {
    items.push(item);
  }
  return items;
}

it('gives each owner a turn before any has the next, however many one has, and keeps the order of each', () => {
  const line = new FairLine<string>();
  ['a1', 'a2', 'a3', 'b1', 'c1', 'c2'].forEach(item => line.add(item.slice(0, 1), item));

  expect(line.length).toBe(6);
  expect(drain(line)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  expect(line.length).toBe(0);
});

it('goes on with what was put back only when the others had their turn', () => {
  const line = new FairLine<string>();
  ['a1', 'a2', 'b1'].forEach(item => line.add(item.slice(0, 1), item));
  line.putBack('a', line.next() ?? '');

  expect(drain(line)).toEqual(['b1', 'a1', 'a2']);
});
