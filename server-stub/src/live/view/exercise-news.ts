import type { ErrorGroup, ExerciseState } from '../../../../src/protocol';
import type { ClassProjection } from '../projection/class-projection';
import { ExerciseView } from '../projection/exercises/exercise-view';
import type { WholePart } from './change-versions';

/** Nobody reads faster, and both are told whole: with many exercises they change rarely enough to cost no more. */
const PERIOD_MS = 1000;
const PERIOD_MS_PER_EXERCISE = 10;
/** One that only one student has: they can invent hundreds, and nobody else is to hear later of their own. */
const PERIOD_MS_PER_LONELY_EXERCISE = 2;

/** What viewers are told of the exercises and errors of a class, and when. */
export class ExerciseNews {
  readonly view: ExerciseView;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #periodMs = PERIOD_MS;
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

  /** Whether the last look was longer ago than a moment. */
  isDue(nowMs: number): boolean {
    return nowMs - this.#lookedAtMs >= this.#periodMs;
  }

  /** Looks when it is due. @returns what changed since the last look */
  look(nowMs: number): WholePart[] {
    if (!this.isDue(nowMs)) {
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
      this.#periodMs = periodMsFor(exercises.list);
    }
    return changed;
  }
}

interface Told<T> {
  readonly list: readonly T[];
  readonly text: string;
}

const NOTHING = { list: [], text: '[]' };

function periodMsFor(exercises: readonly ExerciseState[]): number {
  const lonely = exercises.filter(({ started }) => started < 2).length;
  return Math.max(PERIOD_MS, (exercises.length - lonely) * PERIOD_MS_PER_EXERCISE + lonely * PERIOD_MS_PER_LONELY_EXERCISE);
}

function tell<T>(list: readonly T[]): Told<T> {
  return { list, text: JSON.stringify(list) };
}
