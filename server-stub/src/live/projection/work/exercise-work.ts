import type { RunEnd } from '../../../../../src/protocol';
import { compareKeys, keyOf, keyToValue, type KeyValue, Newest, type NewestValue, type OrderKey } from '../events/corrected-time';
import { isCounted } from '../events/event-data';
import { type CheckCount, CheckResults, type CheckResultsValue } from './check-results';
import type { Failure, KnownFailure } from './failure';
import { type MomentCheck, RunLog, type RunLogValue } from './run-log';

/** What a run says of one exercise. */
export interface WorkedRun {
  readonly cell: string;
  /** Where its cell is in the notebook. */
  readonly index: number;
  /** Whether it is a run of the exercise's own cell. */
  readonly isOwn: boolean;
  readonly ok: boolean;
  readonly ended: RunEnd | undefined;
  readonly durationMs: number;
  /** Of this exercise alone. */
  readonly checks: readonly MomentCheck[];
  /** Undefined where there was no error, and where the class's level lets none out. */
  readonly failure: KnownFailure | undefined;
}

/** What a student's newest run of an exercise's own cell came to. */
export interface LastRun {
  readonly ok: boolean;
  /** Null after a success, and where the class's level lets no error out. */
  readonly failure: Failure | null;
}

/** When a student had an error: the first and the last time, in milliseconds since the epoch. */
export interface Spell {
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** One student's work at one exercise, as a snapshot holds it. */
export interface ExerciseWorkValue {
  readonly attempts: number;
  readonly errors: number;
  /** Null where no run counts. */
  readonly firstAtMs: number | null;
  readonly last: NewestValue<LastRun>;
  readonly firstSuccess: KeyValue | null;
  readonly durationMs: NewestValue<number>;
  readonly index: NewestValue<number>;
  readonly checkIndex: NewestValue<number>;
  readonly failure: NewestValue<string | null>;
  readonly checks: CheckResultsValue;
  readonly log: RunLogValue;
  readonly spells: readonly (readonly [signature: string, firstAtMs: number, lastAtMs: number])[];
}

/** Nobody has so many different errors at once; they bound what a hostile client can make the server remember. */
const MAX_SPELLS = 8;

/**
 * One student's runs of one exercise and of its checks. It comes out the same in whatever order they are told: a run that arrives late, from a
 * tab that was offline, changes what was first and what was before that.
 */
export class ExerciseWork {
  /** Runs of its own cell that count, and how many of them failed. */
  attempts = 0;
  errors = 0;
  /** When the first run that counts was, a check's included, in milliseconds since the epoch. */
  firstAtMs = Number.POSITIVE_INFINITY;
  /** The newest run of its own cell that counts. */
  readonly last = new Newest<LastRun>();
  /** How long the newest run of its own cell took that worked, in milliseconds. */
  readonly durationMs = new Newest<number>();
  readonly checks: CheckResults;
  /** Changes with every run: what is worked out of this is good until then. */
  version = 0;
  #log = new RunLog();
  #firstSuccess: OrderKey | undefined;
  readonly #index = new Newest<number>();
  readonly #checkIndex = new Newest<number>();
  /** The signature of the error of the newest run that counts; null where that had none. */
  readonly #failure = new Newest<string | null>();
  readonly #spells = new Map<string, Spell>();

  constructor(count: CheckCount) {
    this.checks = new CheckResults(count);
  }

  /** The first run of its own cell that worked. */
  get firstSuccess(): OrderKey | undefined {
    return this.#firstSuccess;
  }

  get log(): RunLog {
    return this.#log;
  }

  /** Where its cell is in the notebook, or else one that checks it; -1 where that is not known. */
  get index(): number {
    return this.#index.value ?? this.#checkIndex.value ?? -1;
  }

  get lastAtMs(): number {
    return this.#failure.key?.timeMs ?? this.firstAtMs;
  }

  /** What the newest run that counts failed with, as far as it said. */
  get lastSignature(): string | undefined {
    return this.#failure.value ?? undefined;
  }

  /** Every error of its own cell, by its signature. */
  get spells(): ReadonlyMap<string, Spell> {
    return this.#spells;
  }

  /** @returns by how much what is remembered has grown */
  add(run: WorkedRun, key: OrderKey): number {
    this.version += 1;
    (run.isOwn ? this.#index : this.#checkIndex).offer(key, run.index);
    const counts = isCounted(run.ended);
    const failure = run.failure === undefined ? null : { signature: run.failure.signature, message: run.failure.message };
    for (const [check, ok] of run.checks) {
      this.checks.tell(check, counts ? { ok, failure: ok ? null : failure } : undefined, key);
    }
    if (!counts) {
      return 0;
    }
    if (run.isOwn) {
      this.#addOwn(run, failure, key);
    }
    this.firstAtMs = Math.min(this.firstAtMs, key.timeMs);
    this.#failure.offer(key, failure?.signature ?? null);
    const { cell, isOwn, ok, checks } = run;
    const { timeMs, sid, seq } = key;
    return this.#log.add({ timeMs, sid, seq, cell, own: isOwn ? ok : undefined, error: run.failure?.mark ?? 0, checks });
  }

  toValue(): ExerciseWorkValue {
    const { attempts, errors, firstAtMs } = this;
    return {
      attempts,
      errors,
      firstAtMs: Number.isFinite(firstAtMs) ? firstAtMs : null,
      last: this.last.toValue(),
      firstSuccess: this.#firstSuccess === undefined ? null : keyToValue(this.#firstSuccess),
      durationMs: this.durationMs.toValue(),
      index: this.#index.toValue(),
      checkIndex: this.#checkIndex.toValue(),
      failure: this.#failure.toValue(),
      checks: this.checks.toValue(),
      log: this.#log.toValue(),
      spells: [...this.#spells].map(([signature, spell]) => [signature, spell.firstAtMs, spell.lastAtMs] as const),
    };
  }

  static of(value: ExerciseWorkValue, count: CheckCount): ExerciseWork {
    const { attempts, errors, firstAtMs, firstSuccess, spells } = value;
    const work = Object.assign(new ExerciseWork(count), { attempts, errors, firstAtMs: firstAtMs ?? Number.POSITIVE_INFINITY });
    work.last.restore(value.last);
    work.durationMs.restore(value.durationMs);
    work.checks.restore(value.checks);
    work.#index.restore(value.index);
    work.#checkIndex.restore(value.checkIndex);
    work.#failure.restore(value.failure);
    work.#log = RunLog.of(value.log);
    work.#firstSuccess = firstSuccess === null ? undefined : keyOf(firstSuccess);
    spells.forEach(([signature, first, lastAtMs]) => work.#spells.set(signature, { firstAtMs: first, lastAtMs }));
    return work;
  }

  #addOwn({ ok, durationMs, checks }: WorkedRun, failure: Failure | null, key: OrderKey): void {
    this.attempts += 1;
    // What a check says is a group of its own.
    const own = ok || checks.length > 0 ? null : failure;
    this.last.offer(key, { ok, failure: own });
    if (ok) {
      this.durationMs.offer(key, durationMs);
      this.#firstSuccess = this.#firstSuccess === undefined || compareKeys(key, this.#firstSuccess) < 0 ? key : this.#firstSuccess;
    } else {
      this.errors += 1;
    }
    if (own !== null) {
      this.#note(own.signature, key.timeMs);
    }
  }

  #note(signature: string, timeMs: number): void {
    const { firstAtMs, lastAtMs } = this.#spells.get(signature) ?? { firstAtMs: timeMs, lastAtMs: timeMs };
    this.#spells.set(signature, { firstAtMs: Math.min(firstAtMs, timeMs), lastAtMs: Math.max(lastAtMs, timeMs) });
    if (this.#spells.size > MAX_SPELLS) {
      this.#spells.delete(oldestOf(this.#spells));
    }
  }
}

function oldestOf(spells: ReadonlyMap<string, Spell>): string {
  const [signature] = [...spells].reduce((oldest, spell) => (spell[1].lastAtMs < oldest[1].lastAtMs ? spell : oldest));
  return signature;
}
