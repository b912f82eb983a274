import type { CoursePlan, PlannedExercise } from '../../../../../src/protocol';
import { type ExerciseKey, namedExercise, notebookName } from './exercise-identity';

/** An exercise of which the class's instructor has said something. */
export interface Planned extends PlannedExercise {
  /** The notebook's name. */
  readonly notebook: string;
}

const NO_PLAN: CoursePlan = { notebooks: [] };

/** The class's plan by exercise. */
export class KnownPlan {
  readonly #exercises = new Map<ExerciseKey, Planned>();
  readonly #notebooks = new Set<string>();

  constructor(readonly plan: CoursePlan = NO_PLAN) {
    for (const { name, exercises } of plan.notebooks) {
      const notebook = notebookName(name);
      this.#notebooks.add(notebook);
      exercises.forEach(exercise => this.#exercises.set(namedExercise(notebook, exercise.name), { ...exercise, notebook }));
    }
  }

  get isEmpty(): boolean {
    return this.plan === NO_PLAN;
  }

  get(key: ExerciseKey): Planned | undefined {
    return this.#exercises.get(key);
  }

  keys(): Iterable<ExerciseKey> {
    return this.#exercises.keys();
  }

  /** Whether all exercises of a notebook are known: a cell without a name is none of them. */
  knowsNotebook(notebook: string): boolean {
    return this.#notebooks.has(notebook);
  }

  isHidden(key: ExerciseKey): boolean {
    return this.get(key)?.isHidden === true;
  }

  /** Whether a run that works is enough where nothing tells right from wrong. */
  doesRunningCount(key: ExerciseKey): boolean {
    return this.plan.runningCounts === true || this.get(key)?.runningCounts === true;
  }
}
