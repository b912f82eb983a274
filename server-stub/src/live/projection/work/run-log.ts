import { compareKeys, type OrderKey } from '../events/corrected-time';

/** One run that counts, of an exercise or of its checks. */
export interface Moment {
  readonly key: OrderKey;
  /** The id of the cell that ran. */
  readonly cell: string;
  /** How the exercise's own cell ended; undefined for a run of another cell, which checks it. */
  readonly own: boolean | undefined;
  /** `KnownFailure.mark` of its error; 0 for none. */
  readonly error: number;
  readonly checks: readonly MomentCheck[];
}

export type MomentCheck = readonly [check: string, ok: boolean];

/** Moments as a snapshot holds them: words are indexes into the lists, and an outcome of a check is twice its index, and one more where it is ok. */
export interface RunLogValue {
  readonly sids: readonly string[];
  readonly cells: readonly string[];
  readonly checks: readonly string[];
  /** `afterMs` is since the moment before it. */
  readonly moments: readonly (readonly [
    afterMs: number,
    sid: number,
    seq: number,
    cell: number,
    own: number,
    error: number,
    ...checks: number[],
  ])[];
}

/** More runs of one exercise than anybody needs to be looked after; they bound what a hostile client can make the server remember. */
const MAX_MOMENTS = 200;

/** The newest runs of one exercise in the order in which they were, however late they are told. */
export class RunLog {
  /** Oldest first. */
  #moments: Moment[] = [];

  get moments(): readonly Moment[] {
    return this.#moments;
  }

  /** What arrives is nearly always the newest, and is found at the end. @returns by how much the log has grown, in moments and outcomes of checks */
  add(moment: Moment): number {
    const after = this.#moments.findLastIndex(({ key }) => compareKeys(key, moment.key) < 0);
    this.#moments.splice(after + 1, 0, moment);
    return sizeOf(moment) - this.trim(MAX_MOMENTS);
  }

  /** Forgets all but the newest. @returns how much that was */
  trim(most: number): number {
    const forgotten = this.#moments.length <= most ? [] : this.#moments.splice(0, this.#moments.length - most);
    return forgotten.reduce((sum, moment) => sum + sizeOf(moment), 0);
  }

  get size(): number {
    return this.#moments.reduce((sum, moment) => sum + sizeOf(moment), 0);
  }

  toValue(): RunLogValue {
    const [sids, cells, checks] = [new WordList(), new WordList(), new WordList()];
    let beforeMs = 0;
    const moments = this.#moments.map(({ key, cell, own, error, checks: outcomes }) => {
      const afterMs = key.timeMs - beforeMs;
      beforeMs = key.timeMs;
      const told = outcomes.map(([check, ok]) => checks.indexOf(check) * 2 + Number(ok));
      return [afterMs, sids.indexOf(key.sid), key.seq, cells.indexOf(cell), own === undefined ? -1 : Number(own), error, ...told] as const;
    });
    return { sids: sids.words, cells: cells.words, checks: checks.words, moments };
  }

  static of({ sids, cells, checks, moments }: RunLogValue): RunLog {
    const log = new RunLog();
    let timeMs = 0;
    log.#moments = moments.map(([afterMs, sid, seq, cell, own, error, ...outcomes]) => {
      timeMs += afterMs;
      return {
        key: { timeMs, sid: sids[sid] ?? '', seq },
        cell: cells[cell] ?? '',
        own: own === -1 ? undefined : own === 1,
        error,
        checks: outcomes.map(outcome => [checks[outcome >> 1] ?? '', outcome % 2 === 1] as const),
      };
    });
    return log;
  }
}

const sizeOf = ({ checks }: Moment): number => 1 + checks.length;

/** Words in the order in which they were first asked for. */
class WordList {
  readonly #indexes = new Map<string, number>();

  get words(): string[] {
    return [...this.#indexes.keys()];
  }

  indexOf(word: string): number {
    const index = this.#indexes.get(word) ?? this.#indexes.size;
    this.#indexes.set(word, index);
    return index;
  }
}
