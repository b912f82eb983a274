/** A source and how far its student was told that it is in the log. */
export interface AcknowledgedMark {
  readonly classId: string;
  readonly studentId: string;
  readonly sid: string;
  readonly hwm: number;
  /** Milliseconds by the monotonic clock. */
  readonly atMs: number;
}

/** A few tell of all: what takes the marks of one source takes those of its neighbours. */
const MAX_WATCHED = 64;

/** What was acknowledged last, of the sources that reported last. */
export class AcknowledgedMarks {
  readonly #marks = new Map<string, AcknowledgedMark>();

  note(mark: AcknowledgedMark): void {
    const key = keyOf(mark);
    this.#marks.delete(key);
    this.#marks.set(key, mark);
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > MAX_WATCHED && oldest !== undefined) {
      this.#marks.delete(oldest);
    }
  }

  forget(mark: AcknowledgedMark): void {
    if (this.#marks.get(keyOf(mark)) === mark) {
      this.#marks.delete(keyOf(mark));
    }
  }

  get all(): readonly AcknowledgedMark[] {
    return [...this.#marks.values()];
  }
}

function keyOf({ classId, studentId, sid }: AcknowledgedMark): string {
  return `${classId}\n${studentId}\n${sid}`;
}
