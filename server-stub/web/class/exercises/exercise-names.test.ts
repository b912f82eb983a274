import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeExercise } from '../../testing/class-fixtures';
import { exerciseName, findExercise, mentionedName, placeName } from './exercise-names';

const EXERCISES = [
  makeExercise('e1', { name: 'q1', title: 'Sum of a list', notebook: 'a.ipynb' }),
  makeExercise('e2', { name: 'q1', notebook: 'b.ipynb' }),
  makeExercise('e3', { name: 'q2', title: 'Primes\u202e', notebook: 'b.ipynb' }),
];

describe('an exercise', () => {
  it('is called by its title, else by the author’s name, and never by what is not inert', () => {
    expect(EXERCISES.map(exercise => exerciseName(exercise))).toEqual(['Sum of a list', 'q1', expect.not.stringContaining('\u202e')]);
  });

  it('is the one of its notebook, wherever that lies, or the one that is known to be meant', () => {
    expect(findExercise(EXERCISES, { name: 'q1', notebook: 'week 1/b.ipynb' })?.id).toBe('e2');
    expect(findExercise(EXERCISES, { name: 'q1', notebook: 'week 1/b.ipynb', id: 'e1' })?.id).toBe('e1');
    expect(findExercise(EXERCISES, { name: 'q1', notebook: null })).toBeUndefined();
    expect(findExercise(EXERCISES, { name: 'q2', notebook: null })?.id).toBe('e3');
  });

  it('that the class has not is called as it is told', () => {
    expect(mentionedName(EXERCISES, { name: 'q9', notebook: 'a.ipynb' })).toBe('q9');
  });
});

it('a place is an exercise, else a notebook, else nothing', () => {
  expect(placeName(EXERCISES, { exercise: 'q1', notebook: 'a.ipynb' })).toBe('Sum of a list');
  expect(placeName(EXERCISES, { exercise: null, notebook: 'week 1/a.ipynb' })).toBe('a.ipynb');
  expect(placeName(EXERCISES, { exercise: undefined, notebook: null })).toBe('');
});

describe('the dashboard', () => {
  const WEB = fileURLToPath(new URL('../..', import.meta.url));
  /** Here is how; and in the settings the author's name stands beside the title. */
  const KNOWN = ['class/exercises/', 'screens/settings/course/'];
  /** An exercise shown by what it is told as, or named by hand. */
  const BARE = /inertLine\([^()]*\bexercise\b|\btitle \?\?|\bexercise \?\? fileName/u;

  it('calls exercises what they are called in one way: no screen shows the bare name that it is told', () => {
    const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
      .map(file => file.replaceAll('\\', '/'))
      .filter(file => /\.tsx?$/u.test(file) && !/\.test\.tsx?$/u.test(file) && !KNOWN.some(folder => file.startsWith(folder)));
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter(file => BARE.test(readFileSync(join(WEB, file), 'utf8')))).toEqual([]);
  });
});
