import { describe, expect, it } from 'vitest';

import { initialStatus } from '../../client/status/status';
import { noKeepsake } from '../../platform/keepsake';
import { FirstPaths } from './first-paths';
import { FolderRecorder } from './folder-recorder';

describe('a recorder with a folder', () => {
  it('keeps what happens in it, and nothing of other notebooks', () => {
    let folder = 'python/';
    const kept: unknown[] = [];
    const inner = { isRecording: true, status: initialStatus('memory'), enqueue: (...event: unknown[]) => void kept.push(event) };
    const recorder = new FolderRecorder(inner, notebook => notebook.startsWith(folder), new FirstPaths(noKeepsake));
    recorder.enqueue('cell.executed', { notebook: 'python/a.ipynb' });
    recorder.enqueue('cell.executed', { notebook: 'diary.ipynb' });
    recorder.enqueue('presence.hidden', {}, { isUrgent: true });
    folder = '';
    recorder.enqueue('notebook.saved', { notebook: 'diary.ipynb' });
    expect(kept).toEqual([
      ['cell.executed', { notebook: 'python/a.ipynb' }, undefined],
      ['presence.hidden', {}, { isUrgent: true }],
      ['notebook.saved', { notebook: 'diary.ipynb' }, undefined],
    ]);
    expect(recorder.isRecording).toBe(true);
    expect(recorder.status).toBe(inner.status);
  });

  it('says where a notebook was before, unless that is none of the class’s business', () => {
    const kept: unknown[] = [];
    const inner = { isRecording: true, status: initialStatus('memory'), enqueue: (_: string, data: unknown) => void kept.push(data) };
    const paths = new FirstPaths(noKeepsake);
    const recorder = new FolderRecorder(inner, notebook => notebook.startsWith('python/'), paths);
    paths.noteMove('python/a.ipynb', 'python/b.ipynb');
    paths.noteMove('private/c.ipynb', 'python/c.ipynb');
    recorder.enqueue('notebook.saved', { notebook: 'python/b.ipynb', x: 1 });
    recorder.enqueue('notebook.saved', { notebook: 'python/c.ipynb' });
    recorder.enqueue('notebook.saved', { notebook: 'python/d.ipynb' });
    expect(kept).toEqual([
      { notebook: 'python/b.ipynb', formerly: 'python/a.ipynb', x: 1 },
      { notebook: 'python/c.ipynb' },
      { notebook: 'python/d.ipynb' },
    ]);
  });
});
