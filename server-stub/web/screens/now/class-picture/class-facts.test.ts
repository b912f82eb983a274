import { describe, expect, it } from 'vitest';
import { makeErrorGroup, makeExercise } from '../../../testing/class-fixtures';
import { WITHHELD } from '../../../text/withheld';
import { commonestOf, hardestOf, placeOfClass, windowAround } from './class-facts';

const exercises = [
  makeExercise('a', { here: 3, failing: 1, passed: 20 }),
  makeExercise('b', { here: 9, failing: 4, passed: 8, ran: 2 }),
  makeExercise('c', { here: 2, failing: 4 }),
  makeExercise('d', { here: 1 }),
];

describe('the class', () => {
  it('is where most students are, with those behind and ahead', () => {
    expect(placeOfClass(exercises)).toMatchObject({ exercise: { id: 'b' }, index: 1, here: 9, behind: 3, ahead: 3, through: 8 });
  });

  it('is through with what has no check when it ran', () => {
    expect(placeOfClass([makeExercise('x', { here: 1, ran: 5, isChecked: false })])?.through).toBe(5);
  });

  it('is nowhere before anybody has begun, or while nobody may know', () => {
    expect(placeOfClass([makeExercise('x')])).toBeUndefined();
    expect(placeOfClass([makeExercise('x', { here: WITHHELD })])).toBeUndefined();
  });

  it('does not say how many are behind where one part of it is withheld', () => {
    expect(placeOfClass([makeExercise('x', { here: WITHHELD }), makeExercise('y', { here: 6 })])?.behind).toBeNaN();
  });

  it('breaks at the exercise that most fail, the first of equals, and never at one student', () => {
    expect(hardestOf(exercises)?.id).toBe('b');
    expect(hardestOf([makeExercise('x', { failing: 1 }), makeExercise('y', { failing: WITHHELD })])).toBeUndefined();
  });

  it('has in common what most have now, everywhere or at one exercise', () => {
    const groups = [
      makeErrorGroup('1', { exercise: 'a', studentIds: ['x', 'y'] }),
      makeErrorGroup('2', { exercise: 'b', kind: 'check', check: 'small', studentIds: ['x', 'y', 'z'] }),
      makeErrorGroup('3', { exercise: 'c', studentIds: ['x'] }),
    ];
    expect(commonestOf(groups)?.id).toBe('2');
    expect(commonestOf(groups, exercises[0])?.id).toBe('1');
    expect(commonestOf(groups, exercises[2])).toBeUndefined();
  });
});

it('the picture of many exercises is a window around where the class is', () => {
  const many = Array.from({ length: 80 }, (_, index) => index);
  expect(windowAround(many, 40)).toMatchObject({ from: 34, shown: { length: 12 } });
  expect(windowAround(many, 0).from).toBe(0);
  expect(windowAround(many, 79).from).toBe(68);
  expect(windowAround([1, 2], 1)).toEqual({ from: 0, shown: [1, 2] });
});
