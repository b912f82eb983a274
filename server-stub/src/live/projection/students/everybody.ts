import type { StudentRecord } from './student-record';

/**
 * Whoever has joined: the class, and apart from it its staff. Both stand in the order in which they were first heard of, whatever was said of them since and
 * whenever a snapshot was written: by the log alone.
 */
export class Everybody {
  readonly students = new Map<string, StudentRecord>();
  /** Instructors who joined to demonstrate. */
  readonly staff = new Map<string, StudentRecord>();
  readonly #all = new Map<string, StudentRecord>();

  constructor(private readonly isStaff: (studentId: string) => boolean) {}

  studentIds(): Iterable<string> {
    return this.#all.keys();
  }

  records(): Iterable<StudentRecord> {
    return this.#all.values();
  }

  find(studentId: string): StudentRecord | undefined {
    return this.#all.get(studentId);
  }

  add(student: StudentRecord): void {
    this.#all.set(student.studentId, student);
    this.#rowsOf(student.studentId).set(student.studentId, student);
  }

  /** @returns whether they were there */
  drop(studentId: string): boolean {
    this.students.delete(studentId);
    this.staff.delete(studentId);
    return this.#all.delete(studentId);
  }

  /** Somebody came to the staff, or back to the class: to their place there. */
  divideAnew(): void {
    this.students.clear();
    this.staff.clear();
    for (const [studentId, student] of this.#all) {
      this.#rowsOf(studentId).set(studentId, student);
    }
  }

  #rowsOf(studentId: string): Map<string, StudentRecord> {
    return this.isStaff(studentId) ? this.staff : this.students;
  }
}
