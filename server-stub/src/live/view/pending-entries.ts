import type { Position, StoredEntry } from '../../log/event-log';
import { FairLine } from '../../platform/pace/fair-line';

/** More is not read ahead: entries, and characters of their events. */
const MAX_AHEAD = { entries: 400, length: 16 * 1024 * 1024 };

/** An entry that was read and is not yet handed on. */
export interface PendingEntry {
  readonly stored: StoredEntry;
  readonly steps: Iterator<unknown>;
  isDone: boolean;
  /** It and all before it are done. */
  isPassed: boolean;
}

const lengthOf = ({ stored: { entry } }: PendingEntry): number => (entry.kind === 'batch' ? entry.eventsJson.length : 0);

/** What was read of a log and is not handed on yet, in the order of the log and in that of turns. */
export class PendingEntries {
  #inOrder: PendingEntry[] = [];
  readonly #line = new FairLine<PendingEntry>();
  #length = 0;

  get hasRoom(): boolean {
    return this.#inOrder.length < MAX_AHEAD.entries && this.#length < MAX_AHEAD.length;
  }

  get last(): PendingEntry | undefined {
    return this.#inOrder.at(-1);
  }

  add(stored: StoredEntry, steps: Iterator<unknown>): void {
    const pending = { stored, steps, isDone: false, isPassed: false };
    this.#inOrder.push(pending);
    this.#length += lengthOf(pending);
    this.#line.add(stored.entry.studentId, pending);
  }

  /** Whose turn it is. */
  next(): PendingEntry | undefined {
    return this.#line.next();
  }

  /** It is not done: it has another turn when everybody else had one. */
  putBack(pending: PendingEntry): void {
    this.#line.putBack(pending.stored.entry.studentId, pending);
  }

  /**
   * It is done. A snapshot from between two steps goes on with all that was not taken in whole, and folding it again changes nothing.
   * @returns up to where everything is done; undefined when something before it is not
   */
  finish(pending: PendingEntry): Position | undefined {
    pending.isDone = true;
    this.#length -= lengthOf(pending);
    let passed: Position | undefined;
    for (let [first] = this.#inOrder; first?.isDone === true; [first] = this.#inOrder) {
      this.#inOrder.shift();
      first.isPassed = true;
      passed = first.stored.position;
    }
    return passed;
  }
}
