import { describe, expect, it } from 'vitest';
import { comparePositions, decideBatch, LOG_START } from './event-log';

describe('positions in a class’s log', () => {
  it.each([
    ['2', '10', -1],
    ['10', '10', 0],
    ['11', '10', 1],
    ['1764579600000-2', '1764579600000-10', -1],
    ['1764579600000-10', '1764579600000-2', 1],
    ['1764579600001-0', '1764579600000-10', 1],
    ['1764579600000', '1764579600000-0', 0],
    [LOG_START, '0-1', -1],
    [LOG_START, '1', -1],
  ])('%s to %s: %i', (one, other, sign) => {
    expect(Math.sign(comparePositions(one, other))).toBe(sign);
  });
});

describe('the protocol’s decision about a batch', () => {
  it.each([
    ['all of it is in the log', { hwm: 5, first: 3, last: 5, oldest: 3 }, { verdict: 'known', hwm: 5 }],
    ['it goes on where the log ends', { hwm: 5, first: 6, last: 9, oldest: 6 }, { verdict: 'appended', hwm: 9 }],
    ['it overlaps what is in the log', { hwm: 5, first: 4, last: 9, oldest: 1 }, { verdict: 'appended', hwm: 9 }],
    ['the client still holds what it skips', { hwm: 5, first: 7, last: 9, oldest: 1 }, { verdict: 'rewind', hwm: 5 }],
    ['nobody holds any more what it skips', { hwm: 5, first: 7, last: 9, oldest: 7 }, { verdict: 'appended', hwm: 9 }],
  ] as const)('where %s', (_where, { hwm, first, last, oldest }, result) => {
    expect(decideBatch(hwm, first, last, oldest)).toEqual(result);
  });
});
