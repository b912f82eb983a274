import type { CellReference, JsonObject } from '../../../../src/protocol';
import { isCounted, mainCheck, readCell, readChecks, readEnd, readHome } from '../../live/projection/events/event-data';
import { type ExerciseKey, exerciseKeyOf, namedExercise, notebookName } from '../../live/projection/exercises/exercise-identity';
import type { Yardstick } from '../../live/projection/work/standing';
import type { Told } from './replay-statuses';

/** What a class's exercises are and what they are measured by, as they are shown now. */
export interface ShownExercises {
  list(): { readonly numbers: ReadonlyMap<ExerciseKey, number> };
  yardstickOf(key: ExerciseKey): Yardstick;
}

/** A run as a replay needs it. */
export interface ReadRun {
  /** What it was of, as an index; -1 for nothing that is shown. */
  readonly exercise: number;
  /** Whether it worked, and no check of it failed. */
  readonly ok: boolean;
  /** What it says of which exercises; none where it does not count. */
  readonly told: readonly Told[];
}

const NO_EXERCISE = -1;

/** Finds the exercises of runs among those that are shown. */
export class ReplayExercises {
  readonly yardsticks: readonly Yardstick[];
  readonly #numbers: ReadonlyMap<ExerciseKey, number>;
  /** By exercise: the place of each check among those that count. */
  readonly #checks: readonly ReadonlyMap<string, number>[];

  constructor(shown: ShownExercises) {
    this.#numbers = shown.list().numbers;
    this.yardsticks = [...this.#numbers.keys()].map(key => shown.yardstickOf(key));
    this.#checks = this.yardsticks.map(({ checks }) => new Map(checks.map((check, index) => [check, index])));
  }

  read(data: JsonObject): ReadRun {
    const notebook = notebookName(readHome(data) ?? '');
    const checks = readChecks(data);
    const own = this.#ownOf(notebook, readCell(data), checks !== undefined);
    const main = checks && mainCheck(checks);
    const ended = readEnd(data);
    const hasWorked = data['ok'] !== false && ended !== 'kernel_died';
    const told = new Map<number, { own: boolean | undefined; checks: (readonly [number, boolean])[] }>();
    if (own !== NO_EXERCISE) {
      told.set(own, { own: hasWorked, checks: [] });
    }
    for (const { exercise: name, check, ok } of checks ?? []) {
      const exercise = this.#numberOf(namedExercise(notebook, name));
      const place = this.#checks[exercise]?.get(check);
      if (place !== undefined) {
        const outcome = told.get(exercise) ?? { own: undefined, checks: [] };
        told.set(exercise, outcome);
        outcome.checks.push([place, ok]);
      }
    }
    return {
      exercise: own === NO_EXERCISE && main !== undefined ? this.#numberOf(namedExercise(notebook, main.exercise)) : own,
      ok: hasWorked && (checks ?? []).every(({ ok }) => ok),
      told: isCounted(ended) ? [...told].map(([exercise, outcome]) => ({ exercise, ...outcome })) : [],
    };
  }

  #ownOf(notebook: string, cell: CellReference | undefined, isCheck: boolean): number {
    const key = cell === undefined || (isCheck && !cell.exercise) ? undefined : exerciseKeyOf(notebook, cell);
    return key === undefined ? NO_EXERCISE : this.#numberOf(key);
  }

  #numberOf(key: ExerciseKey): number {
    return this.#numbers.get(key) ?? NO_EXERCISE;
  }
}
