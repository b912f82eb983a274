import { describe, expect, it } from 'vitest';

import { initialStatus } from '../../client/status/status';
import { FolderRecorder } from './folder-recorder';

describe('a recorder with a folder', () => {
  it('keeps what happens in it, and nothing of other notebooks', () => {
    let folder = 'python/';
    const kept: unknown[] = [];
    const inner = { isRecording: true, status: initialStatus('memory'), enqueue: (...event: unknown[]) => void kept.push(event) };
    const recorder = new FolderRecorder(inner, notebook => notebook.startsWith(folder));
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
});
