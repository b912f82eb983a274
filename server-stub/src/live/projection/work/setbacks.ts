import type { Setback } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import type { Run } from './run';

/** Something that failed until it came right, or gave way to something else. */
export interface Overcome {
  readonly lastedMs: number;
  /** From one try to the next, on average; undefined where there was but one. */
  readonly tryMs: number | undefined;
}

export interface Setbacks {
  readonly overcome: readonly Overcome[];
  /** What fails now. */
  readonly open: Setback | undefined;
}

/** Who runs the same again so soon has changed nothing. */
const SAME_TRY_MS = 10_000;
/** While a check fails, one error is a slip of the keyboard; two in a row are something else to get over. */
const ERRORS_BESIDE_CHECKS = 2;

/**
 * What a student's runs of an exercise failed by, one thing after the other. An error is over when the cell runs; a failing check when it passes, when another
 * one newly passes, or when there are errors to get over first. So it says how long a student has been at what they are at, and not at the exercise.
 *
 * @param runs in their order
 */
export function setbacksOf(runs: readonly Run[]): Setbacks {
  const reader = new SetbackReader();
  runs.forEach(run => reader.read(run));
  return { overcome: reader.overcome, open: reader.open };
}

class SetbackReader {
  readonly overcome: Overcome[] = [];
  /** Cells of the exercise whose newest run failed, and all failures since each of them ran. */
  readonly #failingCells = new Set<string>();
  #errors: Run[] = [];
  readonly #failing = new Set<string>();
  readonly #passing = new Set<string>();
  /** Since when checks fail, with the runs in which they did. */
  #checks: { readonly sinceMs: number; readonly failures: Run[] } | undefined;

  read(run: Run): void {
    this.#readOwn(run);
    this.#readChecks(run);
  }

  get open(): Setback | undefined {
    const [first] = this.#errors;
    if (first !== undefined && this.#areErrorsInTheWay) {
      return describe('error', first.moment.timeMs, this.#errors);
    }
    return this.#checks && describe('check', this.#checks.sinceMs, this.#checks.failures);
  }

  get #areErrorsInTheWay(): boolean {
    return this.#errors.length >= (this.#failing.size > 0 ? ERRORS_BESIDE_CHECKS : 1);
  }

  #readOwn(run: Run): void {
    const { own, cell, timeMs } = run.moment;
    if (own === false) {
      this.#failingCells.add(cell);
      this.#errors.push(run);
      this.#giveWay();
    } else if (own === true) {
      this.#failingCells.delete(cell);
      this.#endErrors(timeMs);
    }
  }

  #readChecks(run: Run): void {
    const { timeMs } = run.moment;
    const hasGained = run.checks.filter(([check, ok]) => this.#note(check, ok)).length > 0;
    if (hasGained || this.#failing.size === 0) {
      this.#endChecks(timeMs);
    }
    if (run.checks.some(([, ok]) => !ok)) {
      this.#checks ??= { sinceMs: timeMs, failures: [] };
      this.#checks.failures.push(run);
    }
  }

  /** @returns whether it newly passes */
  #note(check: string, ok: boolean): boolean {
    const isGain = ok && !this.#passing.has(check);
    (ok ? this.#failing : this.#passing).delete(check);
    (ok ? this.#passing : this.#failing).add(check);
    return isGain;
  }

  /** Errors come before checks that fail, and begin with the first of them. */
  #giveWay(): void {
    const [first] = this.#errors;
    if (first !== undefined && this.#errors.length === ERRORS_BESIDE_CHECKS) {
      this.#endChecks(first.moment.timeMs);
    }
  }

  #endErrors(atMs: number): void {
    const [first] = this.#errors;
    if (first === undefined || this.#failingCells.size > 0) {
      return;
    }
    if (this.#areErrorsInTheWay) {
      this.#end(first.moment.timeMs, this.#errors, atMs);
      this.#checks = this.#failing.size > 0 ? { sinceMs: atMs, failures: [] } : undefined;
    }
    this.#errors = [];
  }

  #endChecks(atMs: number): void {
    if (this.#checks !== undefined) {
      this.#end(this.#checks.sinceMs, this.#checks.failures, atMs);
    }
    this.#checks = undefined;
  }

  #end(sinceMs: number, failures: readonly Run[], atMs: number): void {
    this.overcome.push({ lastedMs: atMs - sinceMs, tryMs: tryMsOf(triesOf(failures)) });
  }
}

function describe(kind: Setback['kind'], sinceMs: number, failures: readonly Run[]): Setback {
  const tries = triesOf(failures);
  const tryMs = tryMsOf(tries);
  const errors = kind === 'error' ? tries.map(({ moment }) => moment.error).filter(error => error !== 0) : [];
  return {
    kind,
    since: toTimestamp(sinceMs),
    tries: tries.length,
    ...(tryMs !== undefined && { tryMs }),
    ...(errors.length > 0 && { sameError: errors.filter(error => error === errors.at(-1)).length, errors: new Set(errors).size }),
  };
}

function triesOf(failures: readonly Run[]): readonly Run[] {
  const tries: Run[] = [];
  for (const run of failures) {
    const before = tries.at(-1);
    if (before === undefined || run.moment.timeMs - before.moment.timeMs >= SAME_TRY_MS) {
      tries.push(run);
    }
  }
  return tries;
}

function tryMsOf(tries: readonly Run[]): number | undefined {
  const [first, last] = [tries[0], tries.at(-1)];
  return first === undefined || last === undefined || first === last
    ? undefined
    : Math.round((last.moment.timeMs - first.moment.timeMs) / (tries.length - 1));
}
