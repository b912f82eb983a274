import { Signal } from '@lumino/signaling';
import { expect, it } from 'vitest';

import { FakeLogger } from '../../platform/fixtures/fake-logger';
import { noKeepsake } from '../../platform/keepsake';
import { FirstPaths } from '../recorder/first-paths';
import { type FileChange, followMoves } from './moves';

it('what JupyterLab says of files is followed, on any drive, until it is disposed', () => {
  const fileChanged = new Signal<object, FileChange>({});
  const paths = new FirstPaths(noKeepsake);
  const logger = new FakeLogger();
  const following = followMoves({ fileChanged, localPath: path => path.replace(/^RTC:/u, ''), paths, logger });
  const say = (type: string, from: string | null, to: string | null) =>
    fileChanged.emit({ type, oldValue: from === null ? null : { path: from }, newValue: to === null ? null : { path: to } });
  say('rename', 'RTC:a.ipynb', 'RTC:b.ipynb');
  expect(paths.formerly('b.ipynb')).toBe('a.ipynb');
  say('save', null, 'b.ipynb');
  say('rename', 'c.ipynb', null);
  expect(paths.formerly('b.ipynb')).toBe('a.ipynb');
  say('delete', 'b.ipynb', null);
  expect(paths.formerly('b.ipynb')).toBeUndefined();
  say('rename', 'a.ipynb', 'b.ipynb');
  say('new', null, 'b.ipynb');
  expect(paths.formerly('b.ipynb')).toBeUndefined();
  following.dispose();
  say('rename', 'a.ipynb', 'b.ipynb');
  expect(paths.formerly('b.ipynb')).toBeUndefined();
  expect(logger.kinds).toEqual([]);
});
