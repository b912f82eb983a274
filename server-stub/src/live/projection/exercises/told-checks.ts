import { LIMITS } from '../../../../../src/protocol';
import type { CheckCount } from '../work/check-results';

/** The share of those who told any check of an exercise that must have one for it to count: nobody adds or takes one away alone. */
const SHARE = 1 / 2;

/** Which checks an exercise has, as the class's students tell them. */
export class ToldChecks implements CheckCount {
  readonly #students = new Map<string, number>();
  #tellers = 0;
  #counting: readonly string[] | undefined;

  has(check: string, isFirst: boolean): void {
    this.#tellers += Number(isFirst);
    this.#students.set(check, (this.#students.get(check) ?? 0) + 1);
    this.#counting = undefined;
  }

  hasNot(check: string, isLast: boolean): void {
    this.#tellers -= Number(isLast);
    const left = (this.#students.get(check) ?? 0) - 1;
    if (left > 0) {
      this.#students.set(check, left);
    } else {
      this.#students.delete(check);
    }
    this.#counting = undefined;
  }

  /** Those that count; those of most students where there are too many. The same list as long as they are the same. */
  get counting(): readonly string[] {
    return (this.#counting ??= this.#find());
  }

  #find(): readonly string[] {
    return [...this.#students]
      .filter(([, students]) => students >= this.#tellers * SHARE)
      .toSorted(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1))
      .slice(0, LIMITS.checksPerExercise)
      .map(([check]) => check)
      .toSorted();
  }
}
