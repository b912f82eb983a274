import { describe, expect, it } from 'vitest';
import { ErrorStreaks } from './error-streaks';

const at = (timeMs: number): { timeMs: number; sid: string; seq: number } => ({ timeMs, sid: 's', seq: timeMs });

describe('the span of a streak', () => {
  it('reaches from its first failing run to its newest, in whatever order they come', () => {
    const streaks = new ErrorStreaks();
    streaks.add('cell', false, at(30));
    streaks.add('cell', false, at(10));
    streaks.add('cell', false, at(20));
    expect(streaks.span).toEqual({ sinceMs: 10, lastMs: 30 });
  });

  it('begins after the last success, and there is none after one', () => {
    const streaks = new ErrorStreaks();
    streaks.add('cell', false, at(10));
    streaks.add('cell', true, at(20));
    expect(streaks.span).toBeUndefined();
    streaks.add('cell', false, at(30));
    expect(streaks.span).toEqual({ sinceMs: 30, lastMs: 30 });
  });

  it('is that of the cell run last', () => {
    const streaks = new ErrorStreaks();
    streaks.add('one', false, at(10));
    streaks.add('other', true, at(20));
    expect(streaks.span).toBeUndefined();
  });
});
