import { expect, it } from 'vitest';
import { advance, atKey, type Playback, toggle } from './playback';

const PLAYING: Playback = { atMs: 0, speed: 60, isPlaying: true };

it('lets as many seconds of the class pass as the speed says', () => {
  expect(advance(PLAYING, 100, 60_000).atMs).toBe(6000);
});

it('stops at the end', () => {
  expect(advance(PLAYING, 5000, 60_000)).toMatchObject({ atMs: 60_000, isPlaying: false });
});

it('stays where it is while it does not play', () => {
  expect(advance({ ...PLAYING, isPlaying: false }, 5000, 60_000).atMs).toBe(0);
});

it('begins again from the end', () => {
  expect(toggle({ ...PLAYING, isPlaying: false, atMs: 60_000 }, 60_000)).toMatchObject({ atMs: 0, isPlaying: true });
  expect(toggle({ ...PLAYING, atMs: 500 }, 60_000)).toMatchObject({ atMs: 500, isPlaying: false });
});

const ANY = 600_000;

it.each([
  ['ArrowRight', 'forward by a minute', 660_000],
  ['ArrowUp', 'forward by a minute', 660_000],
  ['ArrowLeft', 'back by a minute', 540_000],
  ['ArrowDown', 'back by a minute', 540_000],
  ['PageUp', 'forward by five', 900_000],
  ['PageDown', 'back by five', 300_000],
  ['Home', 'to the beginning', 0],
  ['End', 'to the end', 1_000_000],
  ['a', 'nowhere', undefined],
])('goes on %s %s', (key, _where, toMs) => {
  expect(atKey(key, ANY, 1_000_000)).toBe(toMs);
});

it('stays within the replay on every key', () => {
  expect([atKey('ArrowLeft', 10, 1000), atKey('PageUp', 10, 1000)]).toEqual([0, 1000]);
});
