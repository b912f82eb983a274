import { isPlausible } from '../../platform/clock';
import type { Presence } from './presence';

/** What this process has heard. For a server that is one process: a restart forgets it, until the next heartbeat. */
export class MemoryPresence implements Presence {
  readonly #heardAtMs = new Map<string, Map<string, number>>();

  touch(classId: string, studentId: string, seenAtMs: number): void {
    const students = this.#heardAtMs.get(classId) ?? new Map<string, number>();
    this.#heardAtMs.set(classId, students);
    const knownMs = students.get(studentId) ?? 0;
    students.set(studentId, isPlausible(knownMs, seenAtMs) ? Math.max(seenAtMs, knownMs) : seenAtMs);
  }

  forget(classId: string, studentId: string): void {
    this.#heardAtMs.get(classId)?.delete(studentId);
  }

  heardAtMs(classId: string, studentId: string): number {
    return this.#heardAtMs.get(classId)?.get(studentId) ?? 0;
  }

  async refresh(): Promise<void> {
    // Nobody else hears anything.
  }
}
