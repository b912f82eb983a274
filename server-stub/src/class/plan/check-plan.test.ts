import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../src/protocol';
import { checkCoursePlan } from './check-plan';

const loops = { name: 'loops', index: 2, checks: ['loops-1'] };
const week = { name: 'week-1.ipynb', exercises: [loops] };

const flawsOf = (body: unknown): readonly string[] => {
  const checked = checkCoursePlan(body);
  return checked.ok ? [] : checked.errors.map(({ path, message }) => `${path} ${message}`);
};
const ofExercise = (words: object): readonly string[] => flawsOf({ notebooks: [{ ...week, exercises: [{ ...loops, ...words }] }] });

describe("a class's plan of its notebooks", () => {
  it('is taken with all that it can say, and without what is said by leaving it out', () => {
    const exercise = { ...loops, title: 'Schleifen', placeholder: '0123456789abcdef', isHidden: true, runningCounts: true };
    const plan = { notebooks: [{ ...week, exercises: [exercise] }], runningCounts: true };

    expect(checkCoursePlan(plan)).toEqual({ ok: true, value: plan });
    expect(checkCoursePlan({ notebooks: [] })).toEqual({ ok: true, value: { notebooks: [] } });
  });

  it.each([
    [null, ' must be a JSON object'],
    [{}, 'notebooks must be an array'],
    [{ notebooks: [7] }, 'notebooks[0] must be a JSON object'],
    [{ notebooks: [], runningCounts: false }, 'runningCounts must be true, or absent'],
    [{ notebooks: [{ ...week, name: 'week/1.ipynb' }] }, 'notebooks[0].name must be the name of a file, without folders'],
    [{ notebooks: [week, week] }, 'notebooks[1].name is the name of one of the notebooks before it'],
    [
      { notebooks: [{ ...week, exercises: [loops, loops] }] },
      'notebooks[0].exercises[1].name is the name of one of the exercises before it',
    ],
    [{ notebooks: Array.from({ length: LIMITS.plannedNotebooks + 1 }, () => week) }, 'notebooks must have at most 60 notebooks'],
  ])('is refused as %j', (body, flaw) => {
    expect(flawsOf(body)).toContain(flaw);
  });

  it.each([
    [{ name: '' }, 'name must not be empty'],
    [{ name: 'x'.repeat(201) }, 'name must have at most 200 characters'],
    [{ title: 'a\nb' }, 'title must not hold control characters or line breaks'],
    [{ index: 1.5 }, 'index must be a whole number, from 0'],
    [{ checks: undefined }, 'checks must be an array'],
    [{ checks: ['a', 'a'] }, 'checks must not name a check twice'],
    [{ checks: [''] }, 'checks has a name that must not be empty'],
    [{ checks: Array.from({ length: 51 }, (_, index) => String(index)) }, 'checks must have at most 50 checks'],
    [{ placeholder: 'YOUR CODE HERE' }, 'placeholder must be the first 16 hex digits of a SHA-256'],
    [{ isHidden: 'yes' }, 'isHidden must be true, or absent'],
  ])('has no exercise like %j', (words, flaw) => {
    expect(ofExercise(words)).toEqual([`notebooks[0].exercises[0].${flaw}`]);
  });

  it('is told what is wrong fifty times at most', () => {
    const exercises = Array.from({ length: LIMITS.plannedExercises }, () => ({}));
    expect(flawsOf({ notebooks: [{ ...week, exercises }] })).toHaveLength(50);
  });
});
