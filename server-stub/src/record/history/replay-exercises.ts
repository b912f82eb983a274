import type { JsonObject } from '../../../../src/protocol';
import { isCounted, readCell, readChecks, readEnd, readHome } from '../../live/projection/events/event-data';
import { concernedBy } from '../../live/projection/exercises/concerned';
import { type ExerciseKey, notebookName } from '../../live/projection/exercises/exercise-identity';
import type { MomentCheck } from '../../live/projection/work/run-log';
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
    const checks = readChecks(data);
    const { own, checked, here } = concernedBy(notebookName(readHome(data) ?? ''), readCell(data), checks);
    const ended = readEnd(data);
    const hasWorked = data['ok'] !== false && ended !== 'kernel_died';
    const of = own === undefined || checked.has(own) ? [...checked.keys()] : [own, ...checked.keys()];
    return {
      exercise: here === undefined ? NO_EXERCISE : this.#numberOf(here),
      ok: hasWorked && (checks ?? []).every(({ ok }) => ok),
      told: isCounted(ended) ? of.flatMap(key => this.#told(key, key === own ? hasWorked : undefined, checked.get(key) ?? [])) : [],
    };
  }

  /** None of what is not shown, and of checks that do not count. */
  #told(key: ExerciseKey, own: boolean | undefined, outcomes: readonly MomentCheck[]): readonly Told[] {
    const exercise = this.#numberOf(key);
    const places = this.#checks[exercise];
    const checks = outcomes.flatMap(([check, ok]) => {
      const place = places?.get(check);
      return place === undefined ? [] : [[place, ok] as const];
    });
    return places === undefined || (own === undefined && checks.length === 0) ? [] : [{ exercise, own, checks }];
  }

  #numberOf(key: ExerciseKey): number {
    return this.#numbers.get(key) ?? NO_EXERCISE;
  }
}
