import { assert, constantFrom, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { diffCells } from './cell-changes';

const diff = (before: string, after: string, inserted = '') =>
  diffCells(before.split(''), after.split(''), new Set(inserted.split(''))).map(({ type, id, index }) => `${type} ${id} ${String(index)}`);

describe('what became of the cells', () => {
  it.each([
    ['nothing', 'abc', 'abc', '', []],
    ['a cell was added', 'abc', 'abxc', 'x', ['cell.added x 2']],
    ['a cell was removed', 'abc', 'ac', '', ['cell.removed b 1']],
    ['a cell was moved down', 'abcd', 'acbd', 'b', ['cell.moved b 2']],
    ['a cell was moved up', 'abcd', 'acbd', 'c', ['cell.moved c 1']],
    ['a cell was taken out and put back', 'abc', 'abc', 'b', []],
    ['a cell was replaced, as merging does', 'abc', 'axc', 'x', ['cell.removed b 1', 'cell.added x 1']],
    ['a cell was added above, which moves none', 'ab', 'xab', 'x', ['cell.added x 0']],
    ['a cell came and went', 'ab', 'ab', 'x', []],
  ])('%s', (_, before, after, inserted, expected) => {
    expect(diff(before, after, inserted)).toEqual(expected);
  });

  it('accounts for every cell that came or went, and for none twice', () => {
    const ids = uniqueArray(constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'));
    assert(
      property(ids, ids, ids, (before, after, moved) => {
        const inserted = new Set([...moved, ...after.filter(id => !before.includes(id))]);
        const changes = diffCells(before, after, inserted);
        const present = new Set(before);
        changes.filter(({ type }) => type === 'cell.removed').forEach(({ id, index }) => expect(before[index]).toBe(id));
        changes.filter(({ type }) => type !== 'cell.removed').forEach(({ id, index }) => expect(after[index]).toBe(id));
        changes.filter(({ type }) => type === 'cell.removed').forEach(({ id }) => present.delete(id));
        changes.filter(({ type }) => type === 'cell.added').forEach(({ id }) => present.add(id));
        expect(present).toEqual(new Set(after));
        expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
      }),
    );
  });
});
