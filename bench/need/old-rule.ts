import type { Happening } from '../../simulation/learners/happening';

/**
 * The rule that dashboards have without checks, and this one had: so many failing runs in a row of the cell run last. It sees runs and their exceptions alone.
 */
export class OldRule {
  readonly #streaks = new Map<string, Map<string, number>>();
  readonly #flagged = new Set<string>();

  constructor(private readonly streak: number) {}

  /** Who is flagged now. */
  get flagged(): ReadonlySet<string> {
    return this.#flagged;
  }

  hear(studentId: string, told: readonly Happening[]): void {
    for (const happening of told) {
      // A kernel that dies under a cell was no run.
      if (happening.kind === 'run' && happening.data.ended !== 'kernel_died') {
        this.#run(studentId, happening.data.cell.id, happening.data.ok);
      }
    }
  }

  #run(studentId: string, cell: string, ok: boolean): void {
    const streaks = this.#streaks.get(studentId) ?? new Map<string, number>();
    this.#streaks.set(studentId, streaks);
    const streak = ok ? 0 : (streaks.get(cell) ?? 0) + 1;
    streaks.set(cell, streak);
    if (streak >= this.streak) {
      this.#flagged.add(studentId);
    } else {
      this.#flagged.delete(studentId);
    }
  }
}
