import type { ReplayedRun } from '../../../../src/protocol';
import type { Slice } from '../../platform/pace/background-lane';
import { readCell, readNotebook } from '../../live/projection/events/event-data';
import { type ExerciseKey, exerciseKeyOf, notebookName } from '../../live/projection/exercises/exercise-identity';
import { isLost } from '../../live/projection/sources/source-ledger';
import type { DatedEvent, HistoryListener } from './read-history';

/** Ten megabytes of JSON. */
const MAX_RUNS = 500_000;
/** Sorted at one go, in a few milliseconds. */
const SORTED_AT_ONCE = 10_000;
const NO_EXERCISE = -1;

/** A class's runs as they are told by its log, as few bytes each: the newest where there are too many. */
export class ReplayRecording implements HistoryListener {
  /** Milliseconds since the epoch. */
  readonly #times: number[] = [];
  /** Index of the student; -1: erased. */
  readonly #students: number[] = [];
  readonly #exercises: number[] = [];
  readonly #ok: (0 | 1)[] = [];
  #heard = 0;

  constructor(
    private readonly studentNumbers: ReadonlyMap<string, number>,
    private readonly exerciseNumbers: ReadonlyMap<ExerciseKey, number>,
    private readonly mostRuns = MAX_RUNS,
  ) {}

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
    this.#times[at] = key.timeMs;
    this.#students[at] = student;
    this.#exercises[at] = this.#exerciseOf(event.data);
    this.#ok[at] = event.data['ok'] === false ? 0 : 1;
  }

  forget(studentId: string): void {
    const erased = this.studentNumbers.get(studentId);
    this.#students.forEach((student, at) => {
      if (student === erased) {
        this.#students[at] = -1;
      }
    });
  }

  /** The first and the last run's time; undefined when there is none. */
  span(): { readonly fromMs: number; readonly toMs: number } | undefined {
    let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    this.#times.forEach((timeMs, at) => {
      if (this.#students[at] !== -1) {
        fromMs = Math.min(fromMs, timeMs);
        toMs = Math.max(toMs, timeMs);
      }
    });
    return fromMs <= toMs ? { fromMs, toMs } : undefined;
  }

  /** The runs by their times, each as it is asked for. */
  async *runs(fromMs: number, slice: Slice): AsyncGenerator<ReplayedRun, void, undefined> {
    const parts: Part[] = [];
    for (let start = 0; start < this.#times.length; start += SORTED_AT_ONCE) {
      parts.push({ order: this.#sort(start), next: 0 });
      if (slice.isOver) {
        await slice.rest();
      }
    }
    for (let at = this.#earliest(parts); at !== undefined; at = this.#earliest(parts)) {
      if (this.#students[at] !== -1) {
        yield [(this.#times[at] as number) - fromMs, this.#students[at] as number, this.#exercises[at] as number, this.#ok[at] as 0 | 1];
      }
    }
  }

  #exerciseOf(data: Parameters<typeof readCell>[0]): number {
    const cell = readCell(data);
    const key = cell && exerciseKeyOf(notebookName(readNotebook(data) ?? ''), cell);
    return (key === undefined ? undefined : this.exerciseNumbers.get(key)) ?? NO_EXERCISE;
  }

  #sort(start: number): Uint32Array {
    const length = Math.min(SORTED_AT_ONCE, this.#times.length - start);
    return Uint32Array.from({ length }, (_, index) => start + index).sort(
      (a, b) => (this.#times[a] as number) - (this.#times[b] as number),
    );
  }

  /** Takes the earliest of the first of all parts. Runs come nearly in order, so few parts have any of the same time. */
  #earliest(parts: readonly Part[]): number | undefined {
    let best: Part | undefined;
    for (const part of parts) {
      if (part.next < part.order.length && (best === undefined || this.#timeOf(part) < this.#timeOf(best))) {
        best = part;
      }
    }
    return best?.order[best.next++];
  }

  #timeOf({ order, next }: Part): number {
    return this.#times[order[next] as number] as number;
  }
}

interface Part {
  readonly order: Uint32Array;
  next: number;
}
