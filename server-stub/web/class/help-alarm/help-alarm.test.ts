import { describe, expect, it } from 'vitest';
import type { HelpRequest } from '../../../../src/protocol';
import { type AlarmState, listen, QUIET, RING_GAP_MS, ringsInMs } from './help-alarm';

const call = (id: string, status: HelpRequest['status'] = 'open'): HelpRequest => ({ id, studentId: id, since: '', status });

/** Plays `[at, calls]` one after the other; which calls it rang for at each. */
function play(...looks: readonly (readonly [number, readonly HelpRequest[]])[]): string[][] {
  let state: AlarmState = QUIET;
  return looks.map(([atMs, help]) => {
    const step = listen(state, help, atMs);
    ({ state } = step);
    return step.ring.map(({ id }) => id);
  });
}

describe('the alarm for help requests', () => {
  it('is silent about what was there when the page was opened', () => {
    expect(play([0, [call('a')]], [1, [call('a')]])).toEqual([[], []]);
  });

  it('rings for a new call, once', () => {
    expect(play([0, []], [1, [call('a')]], [RING_GAP_MS + 1, [call('a')]])).toEqual([[], ['a'], []]);
  });

  it('rings once for many, and for those that came too soon after, later', () => {
    const all = [call('a'), call('b'), call('c')];
    expect(play([0, []], [1, all.slice(0, 2)], [2, all], [1 + RING_GAP_MS, all])).toEqual([[], ['a', 'b'], [], ['c']]);
  });

  it('says when it may ring for those that came too soon', () => {
    const rung = listen(listen(QUIET, [], 0).state, [call('a')], 1000).state;
    expect(ringsInMs(rung, 1000)).toBeUndefined();
    expect(ringsInMs(listen(rung, [call('a'), call('b')], 4000).state, 4000)).toBe(RING_GAP_MS - 3000);
  });

  it('does not ring for what was taken meanwhile', () => {
    const [a, b] = [call('a'), call('b')];
    expect(play([0, []], [1, [a]], [2, [a, b]], [1 + RING_GAP_MS, [a, call('b', 'claimed')]])).toEqual([[], ['a'], [], []]);
  });
});
