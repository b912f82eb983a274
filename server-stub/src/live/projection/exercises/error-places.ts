import type { ExerciseKey } from './exercise-identity';

const NOWHERE: ReadonlySet<ExerciseKey> = new Set();

/** Where errors are told of: at an exercise, or at a notebook for all of its cells that are none. */
export class ErrorPlaces {
  /** By its name as an address: an exercise's key, or a notebook. */
  readonly #keys = new Map<string, Set<ExerciseKey>>();
  readonly #placeOf = new Map<ExerciseKey, string>();

  keysAt(place: string): ReadonlySet<ExerciseKey> {
    return this.#keys.get(place) ?? NOWHERE;
  }

  /**
   * @param place undefined for nowhere
   * @returns the places whose errors may have changed with it: where it was, and where it is
   */
  move(key: ExerciseKey, place: string | undefined): string[] {
    const before = this.#placeOf.get(key);
    if (before !== undefined && before !== place) {
      this.#leave(key, before);
    }
    if (place !== undefined) {
      this.#keys.set(place, (this.#keys.get(place) ?? new Set()).add(key));
      this.#placeOf.set(key, place);
    }
    return [before, place].filter(changed => changed !== undefined);
  }

  #leave(key: ExerciseKey, place: string): void {
    const keys = this.#keys.get(place);
    keys?.delete(key);
    if (keys?.size === 0) {
      this.#keys.delete(place);
    }
    this.#placeOf.delete(key);
  }
}
