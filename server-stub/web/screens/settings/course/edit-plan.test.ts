import { describe, expect, it } from 'vitest';
import type { CoursePlan, PlannedExercise } from '../../../../../src/protocol';
import { editExercise, keepSaid, withNotebook, withoutNotebook, withRunningCounts } from './edit-plan';

const exercise = (name: string, changes: Partial<PlannedExercise> = {}): PlannedExercise => ({ name, index: 0, checks: [], ...changes });
const PLAN: CoursePlan = {
  notebooks: [{ name: 'a.ipynb', exercises: [exercise('x', { title: 'My name', isHidden: true, runningCounts: true, checks: ['old'] })] }],
};

describe('an exercise', () => {
  it('is renamed, hidden and shown again; what is not said is left out', () => {
    const notebook = { name: 'a.ipynb', exercises: [exercise('x'), exercise('y')] };
    const hidden = editExercise(editExercise(notebook, 'x', { title: 'Sums' }), 'x', { isHidden: true, runningCounts: true });
    expect(hidden.exercises).toEqual([exercise('x', { title: 'Sums', isHidden: true, runningCounts: true }), exercise('y')]);
    expect(editExercise(hidden, 'x', { title: '', isHidden: false, runningCounts: false })).toEqual(notebook);
  });

  it('keeps what the instructor said of it in a new version of its notebook', () => {
    const read = { name: 'a.ipynb', exercises: [exercise('x', { title: 'A heading', checks: ['new'] }), exercise('z', { title: 'Z' })] };
    expect(keepSaid(PLAN, read).exercises).toEqual([
      exercise('x', { title: 'My name', isHidden: true, runningCounts: true, checks: ['new'] }),
      exercise('z', { title: 'Z' }),
    ]);
  });
});

describe('the plan of a class', () => {
  it('takes a notebook in the place of the one of its name, or behind the others', () => {
    const [again, other] = [
      { name: 'a.ipynb', exercises: [] },
      { name: 'b.ipynb', exercises: [] },
    ];
    expect(withNotebook(withNotebook(PLAN, other), again).notebooks).toEqual([again, other]);
    expect(withoutNotebook(PLAN, 'a.ipynb').notebooks).toEqual([]);
  });

  it('says that running counts, or nothing of it', () => {
    expect(withRunningCounts(PLAN, true)).toEqual({ ...PLAN, runningCounts: true });
    expect(withRunningCounts({ ...PLAN, runningCounts: true }, false)).toEqual(PLAN);
  });
});
