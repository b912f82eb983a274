import { array, assert, constantFrom, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Keepsake } from '../../platform/keepsake';
import { FirstPaths } from './first-paths';

function openBrowser(text?: string) {
  const keepsake: Keepsake = { read: () => text, write: written => void (text = written) };
  return { paths: new FirstPaths(keepsake), openTab: () => new FirstPaths(keepsake), text: () => text };
}

describe('the first path of a notebook', () => {
  it.each<[string, [string, string][], string, string | undefined]>([
    ['is its own', [['a.ipynb', 'b.ipynb']], 'c.ipynb', undefined],
    ['is the one before it was renamed', [['a.ipynb', 'b.ipynb']], 'b.ipynb', 'a.ipynb'],
    [
      'is the one before it was renamed twice',
      [
        ['a.ipynb', 'b.ipynb'],
        ['b.ipynb', 'x/c.ipynb'],
      ],
      'x/c.ipynb',
      'a.ipynb',
    ],
    [
      'is its own when it was renamed back',
      [
        ['a.ipynb', 'b.ipynb'],
        ['b.ipynb', 'a.ipynb'],
      ],
      'a.ipynb',
      undefined,
    ],
    ['is that before its folder was renamed', [['week', 'done']], 'done/deep/a.ipynb', 'week/deep/a.ipynb'],
    ['is not that of a folder whose name begins alike', [['week', 'done']], 'done2/a.ipynb', undefined],
    [
      'goes along when its folder is renamed later',
      [
        ['w/a.ipynb', 'w/b.ipynb'],
        ['w', 'v'],
      ],
      'v/b.ipynb',
      'w/a.ipynb',
    ],
    [
      'goes along when it leaves a renamed folder',
      [
        ['w', 'v'],
        ['v/a.ipynb', 'a.ipynb'],
      ],
      'a.ipynb',
      'w/a.ipynb',
    ],
    [
      'is its own also within a renamed folder that it was moved to',
      [
        ['w', 'v'],
        ['a.ipynb', 'v/a.ipynb'],
      ],
      'v/a.ipynb',
      'a.ipynb',
    ],
    [
      'is not left to what takes its old path',
      [
        ['a.ipynb', 'b.ipynb'],
        ['b.ipynb', 'c.ipynb'],
      ],
      'b.ipynb',
      undefined,
    ],
    [
      'is none that JupyterLab gives to every new one',
      [
        ['x/Untitled1.ipynb', 'x/a.ipynb'],
        ['x/a.ipynb', 'b.ipynb'],
      ],
      'x/a.ipynb',
      undefined,
    ],
  ])('%s', (_, moves, path, expected) => {
    const { paths, openTab } = openBrowser();
    moves.forEach(([from, to]) => paths.noteMove(from, to));
    expect([paths.formerly(path), openTab().formerly(path)]).toEqual([expected, expected]);
  });

  it('belongs to a notebook that is saved under another name as well', () => {
    const { paths } = openBrowser();
    paths.noteContinued('a.ipynb', 'mine.ipynb');
    expect([paths.formerly('mine.ipynb'), paths.formerly('a.ipynb')]).toEqual(['a.ipynb', undefined]);
  });

  it('is the same whether an open notebook tells of the move before or after the folder does', () => {
    const { paths } = openBrowser();
    paths.noteMove('w', 'v');
    paths.noteContinued('w/a.ipynb', 'v/a.ipynb');
    expect(paths.formerly('v/a.ipynb')).toBe('w/a.ipynb');
    paths.noteContinued('v/a.ipynb', 'w/a.ipynb');
    paths.noteMove('v', 'w');
    expect(paths.formerly('w/a.ipynb')).toBeUndefined();
    paths.noteMove('w', 'v');
    paths.noteContinued('w/a.ipynb', 'v/a.ipynb');
    paths.noteMove('v', 'w');
    paths.noteContinued('v/a.ipynb', 'w/a.ipynb');
    expect(paths.formerly('w/a.ipynb')).toBeUndefined();
  });

  it('is forgotten with its file', () => {
    const { paths } = openBrowser();
    paths.noteMove('a', 'b');
    paths.noteMove('c.ipynb', 'b/d.ipynb');
    paths.forget('b');
    expect([paths.formerly('b/d.ipynb'), paths.formerly('b/x.ipynb')]).toEqual([undefined, undefined]);
  });

  it.each(['', '{', '7', '[[1,2],["a"],null]'])('is unknown where the browser holds %j', text => {
    expect(openBrowser(text).paths.formerly('a.ipynb')).toBeUndefined();
  });
});

it('another tab learns of a rename', () => {
  const { paths, openTab } = openBrowser();
  const tab = openTab();
  expect(tab.formerly('b.ipynb')).toBeUndefined();
  paths.noteMove('a.ipynb', 'b.ipynb');
  expect(tab.formerly('b.ipynb')).toBe('a.ipynb');
});

it('a browser that keeps nothing knows what this page saw', () => {
  const paths = new FirstPaths({ read: () => undefined, write: () => undefined });
  paths.noteMove('a.ipynb', 'b.ipynb');
  expect(paths.formerly('b.ipynb')).toBe('a.ipynb');
});

it('a hundred renames are kept, the newest', () => {
  const { paths, text } = openBrowser();
  Array.from({ length: 150 }, (_, index) => paths.noteMove(`${String(index)}.ipynb`, `n${String(index)}.ipynb`));
  expect(JSON.parse(text() ?? '')).toHaveLength(100);
  expect([paths.formerly('n149.ipynb'), paths.formerly('n0.ipynb')]).toEqual(['149.ipynb', undefined]);
});

it('wherever files and folders go, every notebook keeps the path that it had at first', () => {
  const places = ['x.ipynb', 'y.ipynb', 'f/x.ipynb', 'f/y.ipynb', 'f', 'g', 'g/x.ipynb', 'g/h', 'g/h/y.ipynb'];
  assert(
    property(array(record({ from: constantFrom(...places), to: constantFrom(...places) }), { maxLength: 20 }), steps => {
      const { paths } = openBrowser();
      let files = ['x.ipynb', 'f/x.ipynb', 'f/y.ipynb'].map(path => ({ first: path, path }));
      for (const { from, to } of steps) {
        const isIn = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
        const isTaken = files.some(({ path }) => isIn(path, to) || isIn(to, path));
        if (
          !isTaken &&
          !isIn(to, from) &&
          files.some(({ path }) => isIn(path, from)) &&
          from.endsWith('.ipynb') === to.endsWith('.ipynb')
        ) {
          paths.noteMove(from, to);
          files = files.map(({ first, path }) => ({ first, path: isIn(path, from) ? to + path.slice(from.length) : path }));
        }
      }
      expect(files.map(({ path }) => paths.formerly(path) ?? path)).toEqual(files.map(({ first }) => first));
    }),
  );
});
