import { describe, expect, it } from 'vitest';
import { formatAgo, formatCount, formatDuration, formatShare, formatSpan } from './format';
import { WITHHELD } from './withheld';

describe('numbers and times in words', () => {
  it.each([
    [-5000, 'now'],
    [1999, 'now'],
    [2000, '2 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_599_999, '59 min ago'],
    [3_600_000, '1 h ago'],
    [86_400_000, '1 day ago'],
    [200_000_000, '2 days ago'],
  ])('says how long ago %i ms is: %s', (elapsedMs, text) => expect(formatAgo(elapsedMs)).toBe(text));

  it('never shows a negative span', () => expect(formatSpan(-1)).toBe('0 s'));

  it.each([
    [0.4, '0 ms'],
    [859, '859 ms'],
    [1500, '1.5 s'],
    [61_000, '1 min'],
  ])('says how long a run of %d ms took: %s', (durationMs, text) => expect(formatDuration(durationMs)).toBe(text));

  it('groups thousands', () => expect(formatCount(12_431)).toBe('12,431'));

  it('gives a dash for what is withheld', () => {
    expect(formatCount(WITHHELD)).toBe('–');
    expect(formatShare(WITHHELD, 3)).toBe('–');
  });

  it('gives a share, and a dash of nothing', () => {
    expect(formatShare(1, 3)).toBe('33%');
    expect(formatShare(0, 0)).toBe('–');
  });
});
