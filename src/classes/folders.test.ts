import { describe, expect, it } from 'vitest';

import { isWithinFolder, ownerOf } from './folders';

describe('the folder of a class', () => {
  it.each([
    ['courses/python/a.ipynb', 'courses/python', true],
    ['courses/python/week 1/a.ipynb', '/courses/python/', true],
    ['courses/python/a.ipynb', './courses', true],
    ['a.ipynb', '', true],
    ['courses/a.ipynb', ' / ', true],
    ['courses/python-private/a.ipynb', 'courses/python', false],
    ['private/courses/python/a.ipynb', 'courses/python', false],
    ['a.ipynb', 'courses', false],
    ['courses', 'courses', false],
    ['Courses/a.ipynb', 'courses', false],
    ['courses/../private/a.ipynb', 'courses/python', false],
  ])('%j in %j: %j', (path, folder, isWithin) => expect(isWithinFolder(path, folder)).toBe(isWithin));
});

describe('the class of a notebook', () => {
  const everything = { folder: '' };
  const python = { folder: '/courses/python/' };
  const exam = { folder: 'courses/python/exam' };
  const twin = { folder: 'courses/python' };

  it.each([
    ['courses/python/a.ipynb', python],
    ['courses/python/exam/a.ipynb', exam],
    ['courses/python/examples/a.ipynb', python],
    ['diary.ipynb', everything],
    ['courses/r/a.ipynb', everything],
  ])('of %s is the one with the most specific folder', (notebook, owner) => {
    expect(ownerOf(notebook, [everything, python, exam, twin])).toBe(owner);
    expect(ownerOf(notebook, [exam, python, everything])).toBe(owner);
  });

  it('is none when the notebook is in no folder of a class', () => {
    expect(ownerOf('diary.ipynb', [python, exam])).toBeUndefined();
    expect(ownerOf('courses/python/../../diary.ipynb', [python, exam])).toBeUndefined();
  });
});
