import { describe, expect, it } from 'vitest';
import { mean, quantile } from './quantile';
import { formatLines, formatTable, showCount, showMib, showMs, showPercent } from './table';

describe('a quantile', () => {
  it('is the smallest value that the share does not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0, 0.5, 0.99, 1].map(share => quantile(values, share))).toEqual([1, 50, 99, 100]);
    expect(quantile([3, 1, 20], 0.5)).toBe(3);
  });

  it('of nothing is not a number, and so is the mean', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(mean([])).toBeNaN();
    expect(mean([1, 2, 6])).toBe(3);
  });
});

describe('a table', () => {
  it('is Markdown, with its figures to the right', () => {
    const rows = [
      { store: 'sqlite', 'events/s': showCount(1234567) },
      { store: 'redis-everysec', 'events/s': showCount(Number.NaN) },
    ];
    expect(formatTable(rows).split('\n')).toEqual([
      '| store          |  events/s |',
      '| -------------- | --------: |',
      '| sqlite         | 1,234,567 |',
      '| redis-everysec |         – |',
    ]);
  });

  it('gives the lines for a table of a document', () => {
    expect(formatLines([{ attack: 'a', ratio: 1, met: 'yes' }], ['ratio'])).toBe('| a | yes |');
  });

  it('shows figures in their units', () => {
    expect([showMs(0.123), showMs(12.4), showMib(3 * 1024 * 1024), showPercent(0.456)]).toEqual(['0.1', '12', '3', '46%']);
  });
});
