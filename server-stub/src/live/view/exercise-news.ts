import type { ErrorGroup, ExerciseState } from '../../../../src/protocol';
import type { ClassProjection } from '../projection/class-projection';
import { ExerciseView } from '../projection/exercises/exercise-view';
import type { WholePart } from './change-versions';

/** Nobody reads faster, and both are told whole: with many exercises they change rarely enough to cost no more. */
const PERIOD_MS = 1000;
const PERIOD_MS_PER_EXERCISE = 10;

/** What viewers are told of the exercises and errors of a class, and when. */
export class ExerciseNews {
  readonly view: ExerciseView;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #exercises: Told<ExerciseState> = NOTHING;
  #errors: Told<ErrorGroup> = NOTHING;

  constructor(private readonly projection: ClassProjection) {
    this.view = new ExerciseView(projection.exercises, projection.sessions);
  }

  /** As they were at the last look. */
  get exercises(): readonly ExerciseState[] {
    return this.#exercises.list;
  }

  get errors(): readonly ErrorGroup[] {
    return this.#errors.list;
  }

  /** Looks, unless that was a moment ago. @returns what changed since the last look */
  look(nowMs: number): WholePart[] {
    if (nowMs - this.#lookedAtMs < Math.max(PERIOD_MS, this.exercises.length * PERIOD_MS_PER_EXERCISE)) {
      return [];
    }
    const [exercises, errors] = [tell(this.view.exercises()), tell(this.view.errors(this.projection.students))];
    const changed: WholePart[] = [
      ...(exercises.text === this.#exercises.text ? [] : ['exercises' as const]),
      ...(errors.text === this.#errors.text ? [] : ['errors' as const]),
    ];
    if (changed.length > 0) {
      this.#lookedAtMs = nowMs;
      [this.#exercises, this.#errors] = [exercises, errors];
    }
    return changed;
  }
}

interface Told<T> {
  readonly list: readonly T[];
  readonly text: string;
}

const NOTHING = { list: [], text: '[]' };

function tell<T>(list: readonly T[]): Told<T> {
  return { list, text: JSON.stringify(list) };
}
