import type { Clock } from '../../platform/clock';
import { SharedRuns } from '../../platform/pace/shared-runs';

/** The longest rest after a purge. */
const MAX_REST_MS = 10_000;

/**
 * Takes what was erased out of each class's files: for all who wait in one go, since each time the whole log and archive are looked through, and with as
 * long a rest as it took, in which everybody else has the disk.
 */
export class Purges {
  readonly #ofClasses = new Map<string, SharedRuns<void>>();

  /** @param purge does it for one class */
  constructor(
    private readonly clock: Clock,
    private readonly purge: (classId: string) => Promise<void>,
  ) {}

  /** Resolves when all that was erased before this call is gone. @throws what went wrong; it is then left for the next time */
  run(classId: string): Promise<void> {
    const known = this.#ofClasses.get(classId);
    if (known !== undefined) {
      return known.run();
    }
    let freeAtMs = 0;
    const runs = new SharedRuns(async () => {
      await this.#until(freeAtMs);
      const startedAtMs = this.clock.monotonicMs();
      await this.purge(classId);
      const nowMs = this.clock.monotonicMs();
      freeAtMs = nowMs + Math.min(nowMs - startedAtMs, MAX_REST_MS);
    });
    this.#ofClasses.set(classId, runs);
    return runs.run();
  }

  async #until(timeMs: number): Promise<void> {
    const waitMs = timeMs - this.clock.monotonicMs();
    if (waitMs > 0) {
      await new Promise<void>(resolve => void this.clock.setTimeout(resolve, waitMs));
    }
  }
}
