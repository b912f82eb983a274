import type { CellError } from '../../../../../src/protocol';
import { compareKeys, keyOf, keyToValue, type KeyValue, Newest, type NewestValue, type OrderKey } from '../events/corrected-time';

/** The error of a failing run. `signature` is the same for the same mistake; `message` is as the student had it, and not fit to be shown to others. */
export interface Failure {
  readonly signature: string;
  readonly message: string;
}

/** What a student's newest run of an exercise came to. */
export interface LastRun {
  readonly notebook: string;
  readonly index: number;
  readonly ok: boolean;
  /** Null after a success, and where the class's level lets no error out. */
  readonly failure: Failure | null;
}

/** One student's work at one exercise, as a snapshot holds it. */
export interface ExerciseWorkValue {
  readonly attempts: number;
  readonly errors: number;
  readonly firstAtMs: number;
  readonly last: NewestValue<LastRun>;
  readonly firstSuccess: KeyValue | null;
  readonly before: readonly KeyValue[];
  readonly spells: readonly (readonly [signature: string, firstAtMs: number, lastAtMs: number])[];
}

/** When a student had an error: the first and the last time, in milliseconds since the epoch. */
export interface Spell {
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** Nobody needs so many tries or so many different errors; they bound what a hostile client can make the server remember. */
const MAX_TRIES = 50;
const MAX_SPELLS = 8;

/**
 * One student's runs of one exercise. It comes out the same in whatever order they are told: a run that arrives late, from a tab that was
 * offline, changes what was first and what was before that.
 */
export class ExerciseWork {
  attempts = 0;
  errors = 0;
  /** Milliseconds since the epoch. */
  firstAtMs = Number.POSITIVE_INFINITY;
  readonly last = new Newest<LastRun>();
  #firstSuccess: OrderKey | undefined;
  /** The earliest failing runs before the first success, oldest first. */
  #before: OrderKey[] = [];
  readonly #spells = new Map<string, Spell>();

  /** Milliseconds since the epoch. */
  get doneAtMs(): number | undefined {
    return this.#firstSuccess?.timeMs;
  }

  /** Runs up to the first that worked, counted up to 51. */
  get tries(): number {
    return this.#before.length + 1;
  }

  /** Every error that the student had here, by its signature. */
  get spells(): ReadonlyMap<string, Spell> {
    return this.#spells;
  }

  add(run: LastRun, key: OrderKey): void {
    this.attempts += 1;
    this.firstAtMs = Math.min(this.firstAtMs, key.timeMs);
    this.last.offer(key, run);
    if (run.ok) {
      this.#succeed(key);
    } else {
      this.errors += 1;
      this.#fail(key);
    }
    if (run.failure !== null) {
      this.#note(run.failure.signature, key.timeMs);
    }
  }

  toValue(): ExerciseWorkValue {
    const { attempts, errors, firstAtMs } = this;
    return {
      attempts,
      errors,
      firstAtMs,
      last: this.last.toValue(),
      firstSuccess: this.#firstSuccess === undefined ? null : keyToValue(this.#firstSuccess),
      before: this.#before.map(keyToValue),
      spells: [...this.#spells].map(([signature, spell]) => [signature, spell.firstAtMs, spell.lastAtMs] as const),
    };
  }

  static of({ attempts, errors, firstAtMs, last, firstSuccess, before, spells }: ExerciseWorkValue): ExerciseWork {
    const work = Object.assign(new ExerciseWork(), { attempts, errors, firstAtMs });
    work.last.restore(last);
    work.#firstSuccess = firstSuccess === null ? undefined : keyOf(firstSuccess);
    work.#before = before.map(keyOf);
    spells.forEach(([signature, first, lastAtMs]) => work.#spells.set(signature, { firstAtMs: first, lastAtMs }));
    return work;
  }

  #succeed(key: OrderKey): void {
    if (this.#firstSuccess === undefined || compareKeys(key, this.#firstSuccess) < 0) {
      this.#firstSuccess = key;
      this.#before = this.#before.filter(failure => compareKeys(failure, key) < 0);
    }
  }

  /** What arrives is nearly always the newest, and is found at the end. */
  #fail(key: OrderKey): void {
    if (this.#firstSuccess !== undefined && compareKeys(this.#firstSuccess, key) < 0) {
      return;
    }
    const after = this.#before.findLastIndex(failure => compareKeys(failure, key) < 0);
    if (after + 1 < MAX_TRIES) {
      this.#before.splice(after + 1, 0, key);
      this.#before.length = Math.min(this.#before.length, MAX_TRIES);
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
  const [first] = spells;
  const [signature] = [...spells].reduce(
    (oldest, spell) => (spell[1].lastAtMs < oldest[1].lastAtMs ? spell : oldest),
    first as [string, Spell],
  );
  return signature;
}

/** What tells an error from others: its name, and its message without what differs from student to student. */
export function signatureOf(error: CellError, normalise: (message: string) => string): string {
  return `${error.name.slice(0, 80).replaceAll('\n', ' ')}\n${normalise(error.message)}`;
}

export function readSignature(signature: string): { readonly errorName: string; readonly message: string } {
  const end = signature.indexOf('\n');
  return { errorName: signature.slice(0, end), message: signature.slice(end + 1) };
}
