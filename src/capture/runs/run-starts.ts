/**
 * Measures when runs could begin with our own clock, so that the student's `recordTiming` setting is left alone.
 * A kernel works one cell at a time, so a queued cell starts no earlier than the one before it finished;
 * "run all" would otherwise charge every cell with the time of all the cells above it.
 */
export class RunStarts {
  readonly #scheduledAtMs = new WeakMap<object, number>();
  readonly #lastFinishedAtMs = new WeakMap<object, number>();

  /** Running a cell again while it is queued cancels its earlier run, which then never reports: the latest start counts. */
  scheduled(cell: object, nowMs: number): void {
    this.#scheduledAtMs.set(cell, nowMs);
  }

  /** @returns how long the run took in milliseconds, or 0 when its start was not seen */
  finished(notebook: object, cell: object, nowMs: number): number {
    const scheduledAtMs = this.#scheduledAtMs.get(cell) ?? nowMs;
    const startedAtMs = Math.max(scheduledAtMs, this.#lastFinishedAtMs.get(notebook) ?? scheduledAtMs);
    this.#scheduledAtMs.delete(cell);
    this.#lastFinishedAtMs.set(notebook, nowMs);
    return Math.max(0, Math.round(nowMs - startedAtMs));
  }
}
