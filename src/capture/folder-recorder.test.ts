import { describe, expect, it } from 'vitest';

import { initialStatus } from '../client/status/status';
import { FolderRecorder, isWithinFolder, ownerOf } from './folder-recorder';

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

describe('a recorder with a folder', () => {
  it('keeps what happens in it, and nothing of other notebooks', () => {
    let folder = 'python';
    const kept: unknown[] = [];
    const inner = { isRecording: true, status: initialStatus('memory'), record: (...event: unknown[]) => void kept.push(event) };
    const recorder = new FolderRecorder(inner, notebook => isWithinFolder(notebook, folder));
    recorder.record('cell.executed', { notebook: 'python/a.ipynb' });
    recorder.record('cell.executed', { notebook: 'diary.ipynb' });
    recorder.record('presence.hidden', {}, { isUrgent: true });
    folder = '';
    recorder.record('notebook.saved', { notebook: 'diary.ipynb' });
    expect(kept).toEqual([
      ['cell.executed', { notebook: 'python/a.ipynb' }, undefined],
      ['presence.hidden', {}, { isUrgent: true }],
      ['notebook.saved', { notebook: 'diary.ipynb' }, undefined],
    ]);
    expect(recorder.isRecording).toBe(true);
    expect(recorder.status).toBe(inner.status);
  });
});
