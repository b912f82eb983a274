import { compareKeys, type OrderKey } from '../events/corrected-time';

/** One run that counts, of an exercise or of its checks. */
export interface Moment extends OrderKey {
  /** The id of the cell that ran. */
  readonly cell: string;
  /** How the exercise's own cell ended; undefined for a run of another cell, which checks it. */
  readonly own: boolean | undefined;
  /** `KnownFailure.mark` of its error; 0 for none. */
  readonly error: number;
  readonly checks: readonly MomentCheck[];
}

export type MomentCheck = readonly [check: string, ok: boolean];

/**
 * Moments as a snapshot holds them: words are indexes into the lists. Of each moment, one after the other: milliseconds since the one before it,
 * source, seq, cell, how its own cell ended (-1: none did), error, how many checks, and of each twice its index, and one more where it is ok.
 */
export interface RunLogValue {
  readonly sids: readonly string[];
  readonly cells: readonly string[];
  readonly checks: readonly string[];
  readonly moments: readonly number[];
}

/** More runs of one exercise than anybody needs to be looked after; they bound what a hostile client can make the server remember. */
const MAX_MOMENTS = 200;
/** People go to and fro between few cells: among so many of the newest moments nearly every word is found that is told again. */
const SHARED_AMONG = 6;

/** The newest runs of one exercise in the order in which they were, however late they are told. */
export class RunLog {
  /** Oldest first. */
  #moments: Moment[] = [];

  get moments(): readonly Moment[] {
    return this.#moments;
  }

  /** What arrives is nearly always the newest, and is found at the end. @returns by how much the log has grown, in moments and outcomes of checks */
  add(moment: Moment): number {
    const shared = this.#share(moment);
    const newest = this.#moments.at(-1);
    if (newest === undefined || compareKeys(newest, shared) < 0) {
      this.#moments.push(shared);
    } else {
      this.#moments.splice(this.#moments.findLastIndex(before => compareKeys(before, shared) < 0) + 1, 0, shared);
    }
    return sizeOf(moment) - this.trim(MAX_MOMENTS);
  }

  /** Forgets all but the newest. @returns how much that was */
  trim(most: number): number {
    if (this.#moments.length <= most) {
      return 0;
    }
    return sizeOfAll(this.#moments.splice(0, this.#moments.length - most));
  }

  get size(): number {
    return sizeOfAll(this.#moments);
  }

  toValue(): RunLogValue {
    const [sids, cells, checks] = [new WordList(), new WordList(), new WordList()];
    const moments: number[] = [];
    let beforeMs = 0;
    for (const { timeMs, sid, seq, cell, own, error, checks: outcomes } of this.#moments) {
      moments.push(
        timeMs - beforeMs,
        sids.indexOf(sid),
        seq,
        cells.indexOf(cell),
        own === undefined ? -1 : Number(own),
        error,
        outcomes.length,
      );
      for (const [check, ok] of outcomes) {
        moments.push(checks.indexOf(check) * 2 + Number(ok));
      }
      beforeMs = timeMs;
    }
    return { sids: sids.words, cells: cells.words, checks: checks.words, moments };
  }

  static of({ sids, cells, checks, moments }: RunLogValue): RunLog {
    const log = new RunLog();
    let timeMs = 0;
    for (let at = 0; at < moments.length;) {
      const [afterMs = 0, sid = 0, seq = 0, cell = 0, own = -1, error = 0, told = 0] = moments.slice(at, (at += 7));
      timeMs += afterMs;
      const outcomes = moments.slice(at, (at += told)).map(outcome => [checks[outcome >> 1] ?? '', outcome % 2 === 1] as const);
      const moment = {
        timeMs,
        sid: sids[sid] ?? '',
        seq,
        cell: cells[cell] ?? '',
        own: own === -1 ? undefined : own === 1,
        error,
        checks: outcomes,
      };
      log.#moments.push(log.#share(moment));
    }
    return log;
  }

  /** The same with words and outcomes that are in memory already: what is read of an event is new each time. */
  #share({ timeMs, sid, seq, cell, own, error, checks }: Moment): Moment {
    let [knownSid, knownCell, knownChecks] = [sid, cell, checks.length === 0 ? NO_CHECKS : checks];
    const first = Math.max(0, this.#moments.length - SHARED_AMONG);
    for (let index = this.#moments.length - 1; index >= first; index--) {
      const known = this.#moments[index] as Moment;
      knownSid = known.sid === sid ? known.sid : knownSid;
      knownCell = known.cell === cell ? known.cell : knownCell;
      if (checks.length > 0 && areSame(known.checks, checks)) {
        knownChecks = known.checks;
      }
    }
    return { timeMs, sid: knownSid, seq, cell: knownCell, own, error, checks: knownChecks };
  }
}

const NO_CHECKS: readonly MomentCheck[] = [];

function areSame(one: readonly MomentCheck[], other: readonly MomentCheck[]): boolean {
  return one.length === other.length && one.every(([check, ok], index) => check === other[index]?.[0] && ok === other[index][1]);
}

const sizeOf = ({ checks }: Moment): number => 1 + checks.length;

const sizeOfAll = (moments: readonly Moment[]): number => moments.reduce((sum, moment) => sum + sizeOf(moment), 0);

/** Words in the order in which they were first asked for. */
class WordList {
  readonly #indexes = new Map<string, number>();

  get words(): readonly string[] {
    return [...this.#indexes.keys()];
  }

  indexOf(word: string): number {
    const index = this.#indexes.get(word) ?? this.#indexes.size;
    this.#indexes.set(word, index);
    return index;
  }
}
