import type { ClassDelta } from '../../src/protocol';

interface Awaited {
  readonly events: number;
  readonly atMs: number;
}

/**
 * How long a dashboard took to show what was acknowledged: from the arrival of a report's 202 to the arrival of a delta whose count
 * of that student's events includes it. Each dashboard has its own.
 */
export class FeedDelays {
  readonly delaysMs: number[] = [];
  readonly #shown = new Map<string, number>();
  readonly #awaited = new Map<string, Awaited[]>();

  /** All up to the student's `events`-th event is acknowledged. A dashboard that shows it already took no time. */
  noteAccepted(studentId: string, events: number, atMs: number): void {
    if ((this.#shown.get(studentId) ?? 0) >= events) {
      this.delaysMs.push(0);
      return;
    }
    const awaited = this.#awaited.get(studentId) ?? [];
    awaited.push({ events, atMs });
    this.#awaited.set(studentId, awaited);
  }

  noteShown({ students }: Pick<ClassDelta, 'students'>, atMs: number): void {
    for (const { studentId, events } of students) {
      this.#shown.set(studentId, events);
      const awaited = this.#awaited.get(studentId) ?? [];
      while (awaited[0] !== undefined && awaited[0].events <= events) {
        this.delaysMs.push(atMs - awaited[0].atMs);
        awaited.shift();
      }
    }
  }

  /** Forgets what was measured so far, as after a warm-up. */
  startOver(): void {
    this.delaysMs.length = 0;
    this.#awaited.clear();
  }

  /** Reports that no delta has shown yet. */
  get unseen(): number {
    return [...this.#awaited.values()].reduce((sum, awaited) => sum + awaited.length, 0);
  }
}
