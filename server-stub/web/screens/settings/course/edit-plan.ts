import type { CoursePlan, PlannedExercise, PlannedNotebook } from '../../../../../src/protocol';

/** What an instructor may say of an exercise; an empty title and `false` take it back. */
export type ExerciseEdit = {
  readonly title?: string;
  readonly isHidden?: boolean;
  readonly runningCounts?: boolean;
};

export function editExercise(notebook: PlannedNotebook, name: string, edit: ExerciseEdit): PlannedNotebook {
  const exercises = notebook.exercises.map(each => (each.name === name ? withEdit(each, edit) : each));
  return { ...notebook, exercises };
}

/** What is said by leaving it out is left out. */
function withEdit(exercise: PlannedExercise, edit: ExerciseEdit): PlannedExercise {
  const { title: _title, isHidden: _isHidden, runningCounts: _runningCounts, ...others } = exercise;
  const { title = '', isHidden = false, runningCounts = false } = { ...exercise, ...edit };
  return {
    ...others,
    ...(title !== '' && { title }),
    ...(isHidden && { isHidden }),
    ...(runningCounts && { runningCounts }),
  };
}

/** A new version of a notebook, with what the instructor has said of the exercises that were in the version before. */
export function keepSaid(plan: CoursePlan, notebook: PlannedNotebook): PlannedNotebook {
  const before = plan.notebooks.find(({ name }) => name === notebook.name)?.exercises ?? [];
  const said = new Map(before.map(each => [each.name, each]));
  return {
    ...notebook,
    exercises: notebook.exercises.map(exercise => {
      const { title, isHidden, runningCounts } = said.get(exercise.name) ?? {};
      return withEdit(exercise, {
        ...(title !== undefined && { title }),
        ...(isHidden !== undefined && { isHidden }),
        ...(runningCounts !== undefined && { runningCounts }),
      });
    }),
  };
}

/** In the place of the one of its name, else behind the others. */
export function withNotebook(plan: CoursePlan, notebook: PlannedNotebook): CoursePlan {
  const isThere = plan.notebooks.some(({ name }) => name === notebook.name);
  const notebooks = isThere ? plan.notebooks.map(each => (each.name === notebook.name ? notebook : each)) : [...plan.notebooks, notebook];
  return { ...plan, notebooks };
}

export function withoutNotebook(plan: CoursePlan, name: string): CoursePlan {
  return { ...plan, notebooks: plan.notebooks.filter(each => each.name !== name) };
}

export function withRunningCounts({ runningCounts: _before, ...plan }: CoursePlan, counts: boolean): CoursePlan {
  return { ...plan, ...(counts && { runningCounts: counts }) };
}
