import type { ReplayedRun } from '../../../../src/protocol';
import type { Slice } from '../../platform/pace/background-lane';
import { isLost } from '../../live/projection/sources/source-ledger';
import type { DatedEvent, HistoryListener } from './read-history';
import { ReplayExercises, type ShownExercises } from './replay-exercises';
import { type ReplaySpan, spanOf } from './replay-span';
import { ReplayStatuses, type Told } from './replay-statuses';

/** Ten megabytes of JSON. */
const MAX_RUNS = 500_000;
/** Sorted at one go, in a few milliseconds. */
const SORTED_AT_ONCE = 10_000;
const ERASED = -1;
/** Times are milliseconds since the epoch. */
const ALL_TIME = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

function isWithin({ fromMs, toMs }: typeof ALL_TIME, timeMs = 0): boolean {
  return timeMs >= fromMs && timeMs < toMs;
}

/** A class's runs as they are told by its log, as few bytes each: the newest where there are too many. */
export class ReplayRecording implements HistoryListener {
  /** Milliseconds since the epoch. */
  readonly #times: number[] = [];
  /** What orders runs of one time: the index of the source among `#sids`, and the place in it. */
  readonly #sources: number[] = [];
  readonly #seqs: number[] = [];
  readonly #sids = new Map<string, number>();
  /** Index of the student. */
  readonly #students: number[] = [];
  readonly #exercises: number[] = [];
  readonly #ok: (0 | 1)[] = [];
  /** What each run says of which exercises. */
  readonly #told: (readonly Told[])[] = [];
  readonly #plain = new Map<number, readonly Told[]>();
  readonly #shown: ReplayExercises;
  #heard = 0;

  constructor(
    private readonly studentNumbers: ReadonlyMap<string, number>,
    shown: ShownExercises,
    private readonly mostRuns = MAX_RUNS,
  ) {
    this.#shown = new ReplayExercises(shown);
  }

  /** How many older runs were left out. */
  get omitted(): number {
    return this.#heard - this.#times.length;
  }

  hear({ entry, event, key }: DatedEvent): void {
    const student = this.studentNumbers.get(entry.studentId);
    if (isLost(event) || event.type !== 'cell.executed' || student === undefined) {
      return;
    }
    const at = this.#heard % this.mostRuns;
    this.#heard += 1;
    const { exercise, ok, told } = this.#shown.read(event.data);
    this.#times[at] = key.timeMs;
    this.#sources[at] = this.#sourceOf(key.sid);
    this.#seqs[at] = key.seq;
    this.#students[at] = student;
    this.#exercises[at] = exercise;
    this.#ok[at] = ok ? 1 : 0;
    this.#told[at] = this.#shared(told);
  }

  forget(studentId: string): void {
    const erased = this.studentNumbers.get(studentId);
    this.#students.forEach((student, at) => {
      if (student === erased) {
        this.#students[at] = ERASED;
      }
    });
  }

  /** From when to when the class is replayed, all of it or what is of a time; undefined without a run. */
  span(time = ALL_TIME): ReplaySpan | undefined {
    return spanOf(this.#times, at => (this.#students[at] === ERASED || !isWithin(time, this.#times[at]) ? undefined : this.#students[at]));
  }

  /** The runs of that time in their order, each as it is asked for; those of it that were before `fromMs` are told at the beginning. */
  async *runs(fromMs: number, slice: Slice, time = ALL_TIME): AsyncGenerator<ReplayedRun, void, undefined> {
    const ranks = this.#rankSources();
    const parts: Part[] = [];
    for (let start = 0; start < this.#times.length; start += SORTED_AT_ONCE) {
      parts.push({ order: this.#sort(start, ranks), next: 0 });
      if (slice.isOver) {
        await slice.rest();
      }
    }
    const statuses = new ReplayStatuses(this.#shown.yardsticks);
    for (let at = this.#earliest(parts, ranks); at !== undefined; at = this.#earliest(parts, ranks)) {
      if (this.#students[at] === ERASED) {
        continue;
      }
      const runs = this.#tell(at, fromMs, statuses);
      if (isWithin(time, this.#times[at])) {
        yield* runs;
      }
    }
  }

  /** A run is told once for what it is of, and again for every other exercise that stands otherwise with it. */
  #tell(at: number, fromMs: number, statuses: ReplayStatuses): ReplayedRun[] {
    const [atMs, student, exercise] = [
      Math.max(0, (this.#times[at] as number) - fromMs),
      this.#students[at] as number,
      this.#exercises[at] as number,
    ];
    const ok = this.#ok[at] as 0 | 1;
    const changes = (this.#told[at] ?? []).map(told => ({ exercise: told.exercise, ...statuses.tell(student, told) }));
    const others = changes.filter(({ exercise: other, isNew }) => other !== exercise && isNew);
    return [
      [atMs, student, exercise, ok, changes.find(change => change.exercise === exercise)?.status ?? null],
      ...others.map(({ exercise: other, status }): ReplayedRun => [atMs, student, other, ok, status ?? null]),
    ];
  }

  #sourceOf(sid: string): number {
    const known = this.#sids.get(sid) ?? this.#sids.size;
    this.#sids.set(sid, known);
    return known;
  }

  /** Most runs say whether they worked, of one exercise. */
  #shared(told: readonly Told[]): readonly Told[] {
    const [only] = told;
    if (only === undefined || told.length > 1 || only.own === undefined || only.checks.length > 0) {
      return told;
    }
    const key = only.exercise * 2 + Number(only.own);
    const shared = this.#plain.get(key) ?? told;
    this.#plain.set(key, shared);
    return shared;
  }

  /** By index of the source: its place in the alphabet. */
  #rankSources(): Uint32Array {
    const ranks = new Uint32Array(this.#sids.size);
    [...this.#sids].toSorted(([a], [b]) => (a < b ? -1 : 1)).forEach(([, source], rank) => (ranks[source] = rank));
    return ranks;
  }

  #sort(start: number, ranks: Uint32Array): Uint32Array {
    const length = Math.min(SORTED_AT_ONCE, this.#times.length - start);
    return Uint32Array.from({ length }, (_, index) => start + index).sort((a, b) => this.#compare(a, b, ranks));
  }

  /** As `compareKeys` does. */
  #compare(a: number, b: number, ranks: Uint32Array): number {
    const of = (list: readonly number[], at: number): number => list[at] as number;
    return (
      of(this.#times, a) - of(this.#times, b) ||
      (ranks[of(this.#sources, a)] as number) - (ranks[of(this.#sources, b)] as number) ||
      of(this.#seqs, a) - of(this.#seqs, b)
    );
  }

  /** Takes the earliest of the first of all parts. Runs come nearly in order, so few parts have any of the same time. */
  #earliest(parts: readonly Part[], ranks: Uint32Array): number | undefined {
    let best: Part | undefined;
    for (const part of parts) {
      if (part.next < part.order.length && (best === undefined || this.#compare(headOf(part), headOf(best), ranks) < 0)) {
        best = part;
      }
    }
    return best?.order[best.next++];
  }
}

interface Part {
  readonly order: Uint32Array;
  next: number;
}

const headOf = ({ order, next }: Part): number => order[next] as number;
