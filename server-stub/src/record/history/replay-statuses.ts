import type { ExerciseStatus } from '../../../../src/protocol';
import { statusOf, type Yardstick } from '../../live/projection/work/standing';

/** What a run says of one exercise that is shown. */
export interface Told {
  /** Its index. */
  readonly exercise: number;
  /** How its own cell ended; undefined for a run of another cell, which checks it. */
  readonly own: boolean | undefined;
  /** Of the checks that count, by their places among them. */
  readonly checks: readonly (readonly [check: number, ok: boolean])[];
}

interface Standing {
  own: boolean | undefined;
  readonly checks: (boolean | undefined)[];
  status: ExerciseStatus | undefined;
}

/** How students stand at their exercises, run by run in the order of their times. */
export class ReplayStatuses {
  readonly #standings = new Map<number, Standing>();

  /** @param yardsticks by index of the exercise */
  constructor(private readonly yardsticks: readonly Yardstick[]) {}

  /** @returns the status from that run on; undefined where it says nothing of any check or cell that counts, and there was no status before */
  tell(student: number, { exercise, own, checks }: Told): { readonly status: ExerciseStatus | undefined; readonly isNew: boolean } {
    const { checks: names, runningCounts } = this.yardsticks[exercise] as Yardstick;
    const key = student * this.yardsticks.length + exercise;
    const standing = this.#standings.get(key) ?? { own: undefined, checks: names.map(() => undefined), status: undefined };
    this.#standings.set(key, standing);
    standing.own = own ?? standing.own;
    checks.forEach(([check, ok]) => (standing.checks[check] = ok));
    const before = standing.status;
    standing.status = statusOf(standing.own, standing.checks, runningCounts);
    return { status: standing.status, isNew: standing.status !== before };
  }
}
