/** When the server last had a report or a heartbeat of each student. Heartbeats are not in the log, so a restart forgets them. */
export class Presence {
  readonly #heardAtMs = new Map<string, Map<string, number>>();

  touch(classId: string, studentId: string, seenAtMs: number): void {
    const students = this.#heardAtMs.get(classId);
    if (students === undefined) {
      this.#heardAtMs.set(classId, new Map([[studentId, seenAtMs]]));
    } else {
      students.set(studentId, seenAtMs);
    }
  }

  /** Milliseconds since the epoch, 0 for never. */
  heardAtMs(classId: string, studentId: string): number {
    return this.#heardAtMs.get(classId)?.get(studentId) ?? 0;
  }
}
