import { describe, expect, it } from 'vitest';
import { makeEntry } from '../../testing/class-fixtures';
import type { Entry } from './entry';
import { BY_ATTENTION, compareNames, holdOrder, sortEntries } from './order';

const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ student }) => student.studentId);

describe('the order of students', () => {
  it('puts those who need a person first: the longest wait, then the longest streak', () => {
    const entries = [
      makeEntry('working'),
      makeEntry('not started', { status: 'not_started' }),
      makeEntry('streak of 3', { errorStreak: 3 }),
      makeEntry('asked late', {}, '2026-11-22T09:58:00.000Z'),
      makeEntry('offline with a streak', { status: 'offline', errorStreak: 9 }),
      makeEntry('streak of 5', { errorStreak: 5 }),
      makeEntry('asked early', {}, '2026-11-22T09:51:00.000Z'),
      makeEntry('idle', { status: 'idle' }),
      makeEntry('streak of 2', { errorStreak: 2 }),
    ];
    expect(idsOf(sortEntries(entries, BY_ATTENTION))).toEqual([
      'asked early',
      'asked late',
      'streak of 5',
      'streak of 3',
      'streak of 2',
      'working',
      'idle',
      'offline with a streak',
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
