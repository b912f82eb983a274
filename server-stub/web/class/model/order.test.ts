import { describe, expect, it } from 'vitest';
import { makeEntry } from '../../testing/class-fixtures';
import type { Entry } from './entry';
import { BY_ATTENTION, compareNames, holdOrder, sortEntries } from './order';

const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ student }) => student.studentId);

describe('the order of students', () => {
  it('puts those on the list of who needs somebody first, in its order, whatever else is said of them; the rest by condition', () => {
    const entries = [
      makeEntry('many errors', { errorStreak: 9 }),
      makeEntry('working'),
      makeEntry('not started', { status: 'not_started' }),
      makeEntry('hangs'),
      makeEntry('offline', { status: 'offline' }),
      makeEntry('idle', { status: 'idle' }),
      makeEntry('asked', {}, '2026-11-22T09:51:00.000Z'),
    ];
    const needy = new Map(['asked', 'hangs', 'many errors', 'in another team'].map(studentId => [studentId, {}]));
    expect(idsOf(sortEntries(entries, BY_ATTENTION, { needy }))).toEqual([
      'asked',
      'hangs',
      'many errors',
      'working',
      'idle',
      'offline',
      'not started',
    ]);
  });

  it('counts numbers in names as people do', () => {
    expect(['Team 10', 'Team 2', 'team 1'].toSorted(compareNames)).toEqual(['team 1', 'Team 2', 'Team 10']);
  });

  it('begins with the newest activity and ends with none at all', () => {
    const entries = [
      makeEntry('never', { lastEventAt: null }),
      makeEntry('old', { lastEventAt: '2026-11-22T09:00:00.000Z' }),
      makeEntry('new', { lastEventAt: '2026-11-22T09:59:00.000Z' }),
    ];
    expect(idsOf(sortEntries(entries, { key: 'activity', isReversed: false }))).toEqual(['new', 'old', 'never']);
    expect(idsOf(sortEntries(entries, { key: 'activity', isReversed: true }))).toEqual(['never', 'old', 'new']);
  });

  it('orders equals by name, in either direction', () => {
    const entries = [makeEntry('c', { runs: 5 }), makeEntry('a', { runs: 5 }), makeEntry('b', { runs: 7 })];
    expect(idsOf(sortEntries(entries, { key: 'runs', isReversed: false }))).toEqual(['b', 'a', 'c']);
    expect(idsOf(sortEntries(entries, { key: 'runs', isReversed: true }))).toEqual(['a', 'c', 'b']);
  });
});

describe('a held order', () => {
  it('stays as it was, with newcomers at the end and those who left gone', () => {
    expect(holdOrder(['a', 'b', 'c'], ['c', 'x', 'a'])).toEqual(['a', 'c', 'x']);
  });
});
