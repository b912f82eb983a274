import { expect, it } from 'vitest';
import { advance, type Playback, toggle } from './playback';

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
