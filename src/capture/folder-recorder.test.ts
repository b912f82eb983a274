import { describe, expect, it } from 'vitest';

import { initialStatus } from '../pump/status';
import { FolderRecorder, isWithinFolder } from './folder-recorder';

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

describe('a recorder with a folder', () => {
  it('keeps what happens in it, and nothing of other notebooks', () => {
    let folder = 'python';
    const kept: unknown[] = [];
    const inner = { isRecording: true, status: initialStatus('memory'), record: (...event: unknown[]) => void kept.push(event) };
    const recorder = new FolderRecorder(inner, () => folder);
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
