import { describe, expect, it } from 'vitest';
import { makeEntry } from '../../testing/class-fixtures';
import { filterEntries, NO_FILTER } from './filter';

const entries = [
  makeEntry('s1', { displayName: 'José Núñez', team: 'Red', exercise: 'Loops 2' }),
  makeEntry('s2', { displayName: 'Ada', team: '', errorStreak: 4, lastError: { name: 'NameError', message: 'x' } }),
  makeEntry('s3', { displayName: 'Grace', team: 'Red', status: 'offline' }),
];

const find = (filter: Partial<typeof NO_FILTER>): string[] =>
  filterEntries(entries, { ...NO_FILTER, ...filter }).map(({ student }) => student.studentId);

describe('filtering students', () => {
  it('shows everyone without a filter', () => expect(find({})).toEqual(['s1', 's2', 's3']));
  it('finds a name without its accents', () => expect(find({ query: 'jose nunez' })).toEqual(['s1']));
  it('wants every word, anywhere', () => expect(find({ query: 'red LOOPS 2' })).toEqual(['s1']));
  it('finds an id and an error', () => {
    expect(find({ query: 's3' })).toEqual(['s3']);
    expect(find({ query: 'nameerror' })).toEqual(['s2']);
  });
  it('tells "no team" from "any team"', () => {
    expect(find({ team: '' })).toEqual(['s2']);
    expect(find({ team: 'Red' })).toEqual(['s1', 's3']);
  });
  it('filters by condition, together with the rest', () => {
    expect(find({ condition: 'stuck' })).toEqual(['s2']);
    expect(find({ condition: 'offline', team: 'Red', query: 'gra' })).toEqual(['s3']);
  });
});
