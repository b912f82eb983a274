import { LIMITS } from '../../../../../src/protocol';
import { compareKeys, keyOf, keyToValue, type KeyValue, Newest, type NewestValue, type OrderKey } from '../events/corrected-time';
import type { Failure } from './failure';

/** What a check came to. */
export interface CheckOutcome {
  readonly ok: boolean;
  /** Null where it worked, and where it said nothing. */
  readonly failure: Failure | null;
}

/** One check of an exercise, of one student. */
export interface CheckRecord {
  /** When it was told newest, whether that was a result or not. */
  readonly toldLast: OrderKey;
  readonly result: Newest<CheckOutcome>;
  /** When it failed first and last, in milliseconds since the epoch; undefined when it never did. */
  readonly failed: { readonly firstAtMs: number; readonly lastAtMs: number } | undefined;
}

/** A student's checks of an exercise as a snapshot holds them. */
export type CheckResultsValue = readonly (readonly [
  check: string,
  toldLast: KeyValue,
  result: NewestValue<CheckOutcome>,
  failed: readonly [firstAtMs: number, lastAtMs: number] | null,
])[];

/** Who wants to know which checks a student has. */
export interface CheckCount {
  /** @param isFirst whether the student had none before */
  has(check: string, isFirst: boolean): void;
  /** @param isLast whether the student has none from now on */
  hasNot(check: string, isLast: boolean): void;
}

/** The newest results of an exercise's checks, of one student, in whatever order they are told. */
export class CheckResults {
  readonly #records = new Map<string, CheckRecord>();

  constructor(private readonly count: CheckCount) {}

  get size(): number {
    return this.#records.size;
  }

  get names(): readonly string[] {
    return [...this.#records.keys()];
  }

  get(check: string): CheckRecord | undefined {
    return this.#records.get(check);
  }

  /** @param outcome undefined for what is no result, and still says that there is such a check */
  tell(check: string, outcome: CheckOutcome | undefined, key: OrderKey): void {
    const known = this.#records.get(check);
    const result = known?.result ?? new Newest<CheckOutcome>();
    if (outcome !== undefined) {
      result.offer(key, outcome);
    }
    const toldLast = known === undefined || compareKeys(known.toldLast, key) < 0 ? key : known.toldLast;
    const failed = outcome?.ok === false ? spanned(known?.failed, key.timeMs) : known?.failed;
    this.#set(check, { toldLast, result, failed });
    if (this.#records.size > LIMITS.checksPerExercise) {
      this.#forgetStalest();
    }
  }

  forget(): void {
    this.names.forEach(check => this.#delete(check));
  }

  toValue(): CheckResultsValue {
    return [...this.#records].map(
      ([check, { toldLast, result, failed }]) =>
        [check, keyToValue(toldLast), result.toValue(), failed === undefined ? null : [failed.firstAtMs, failed.lastAtMs]] as const,
    );
  }

  restore(value: CheckResultsValue): void {
    for (const [check, toldLast, result, failed] of value) {
      const record = { toldLast: keyOf(toldLast), result: new Newest<CheckOutcome>() };
      record.result.restore(result);
      this.#set(check, { ...record, failed: failed === null ? undefined : { firstAtMs: failed[0], lastAtMs: failed[1] } });
    }
  }

  #set(check: string, record: CheckRecord): void {
    const isNew = !this.#records.has(check);
    this.#records.set(check, record);
    if (isNew) {
      this.count.has(check, this.#records.size === 1);
    }
  }

  #delete(check: string): void {
    this.#records.delete(check);
    this.count.hasNot(check, this.#records.size === 0);
  }

  /** Those told newest stay, whatever order they came in. */
  #forgetStalest(): void {
    const [stalest] = [...this.#records].reduce((oldest, each) => (compareKeys(each[1].toldLast, oldest[1].toldLast) < 0 ? each : oldest));
    this.#delete(stalest);
  }
}

function spanned(failed: CheckRecord['failed'], timeMs: number): CheckRecord['failed'] {
  const { firstAtMs, lastAtMs } = failed ?? { firstAtMs: timeMs, lastAtMs: timeMs };
  return { firstAtMs: Math.min(firstAtMs, timeMs), lastAtMs: Math.max(lastAtMs, timeMs) };
}
