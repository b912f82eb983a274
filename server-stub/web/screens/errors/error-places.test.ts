import { describe, expect, it } from 'vitest';
import { makeErrorGroup } from '../../testing/class-fixtures';
import { noteSolved, placesOf, SOLVED_SHOWN_MS } from './error-places';

describe('errors across the class', () => {
  it('are told by exercise, the one with most students first, and there the largest first', () => {
    const places = placesOf([
      makeErrorGroup('1', { exercise: 'ex1', place: 'Exercise 1', studentIds: ['a'] }),
      makeErrorGroup('2', { exercise: 'ex2', place: 'Exercise 2', studentIds: ['b', 'c'] }),
      makeErrorGroup('3', { exercise: 'ex2', place: 'Exercise 2', studentIds: ['d', 'e', 'f'] }),
      makeErrorGroup('4', { exercise: null, place: 'loops.ipynb', studentIds: [] }),
    ]);
    expect(places.map(({ place, groups }) => [place, ...groups.map(({ id }) => id)])).toEqual([
      ['Exercise 2', '3', '2'],
      ['Exercise 1', '1'],
      ['loops.ipynb', '4'],
    ]);
  });
});

describe('a solved error', () => {
  const [one, two] = [makeErrorGroup('1'), makeErrorGroup('2')];

  it('is noted when it vanishes, for a while', () => {
    const solved = noteSolved([], [one, two], [two], 1000);
    expect(solved).toEqual([{ group: one, atMs: 1000 }]);
    expect(noteSolved(solved, [two], [two], 1000 + SOLVED_SHOWN_MS)).toEqual([]);
  });

  it('is one no more when it comes back', () => {
    expect(noteSolved([{ group: one, atMs: 0 }], [], [one], 1)).toEqual([]);
  });
});
