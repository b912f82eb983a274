import { comparePositions, type Position } from '../../../log/event-log';

/** What an owner said of somebody who joined: that they are an instructor, or, after all, a student. */
export interface StaffMark {
  readonly id: string;
  /** Of its entry in the log, whose order decides. */
  readonly position: Position;
  readonly isStaff: boolean;
}

const MAX_MARKS = 20;

/** Who of those who joined is an instructor, to demonstrate: as the log says last. */
export class StaffMarks {
  readonly #marks = new Map<string, readonly StaffMark[]>();

  isStaff(studentId: string): boolean {
    return this.#marks.get(studentId)?.at(-1)?.isStaff === true;
  }

  /** Whether anything was said of them, whatever it was. */
  knows(studentId: string): boolean {
    return this.#marks.has(studentId);
  }

  studentIds(): Iterable<string> {
    return this.#marks.keys();
  }

  /** Of two with one id, the first in the log counts. */
  note(studentId: string, mark: StaffMark): void {
    const marks = this.#marks.get(studentId) ?? [];
    const known = marks.find(({ id }) => id === mark.id);
    if (known === undefined || comparePositions(mark.position, known.position) < 0) {
      const inOrder = [...marks.filter(each => each !== known), mark].sort((a, b) => comparePositions(a.position, b.position));
      this.#marks.set(studentId, inOrder.slice(-MAX_MARKS));
    }
  }

  erase(studentId: string): void {
    this.#marks.delete(studentId);
  }

  /** Undefined for whom nothing was said of. */
  toValue(studentId: string): readonly StaffMark[] | undefined {
    return this.#marks.get(studentId);
  }

  restore(studentId: string, marks: readonly StaffMark[]): void {
    this.#marks.set(studentId, marks);
  }
}
