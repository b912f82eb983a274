import type { EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type FoldedLog, readSnapshot, snapshotLines, SnapshotUnusableError } from './snapshot-format';
import type { SnapshotStore } from './snapshot-store';

/** A class at work is saved this often, one where little happens this rarely. */
const BUSY_PERIOD_MS = 60_000;
const QUIET_PERIOD_MS = 600_000;
/** Folding so few again at the next start takes milliseconds. */
const FEW_ENTRIES = 500;

export interface ViewSnapshotDeps {
  readonly store: SnapshotStore;
  readonly clock: Clock;
  /** A snapshot could not be used or not be written, for this reason. The view is whole without it. */
  readonly onTrouble: (what: string, reason: string) => void;
}

/** One view's snapshot: when it is written, and what becomes of one that cannot be used. */
export class ViewSnapshot {
  #unsavedEntries = 0;
  #savedAtMs = Number.NEGATIVE_INFINITY;
  #saving: Promise<void> | undefined;

  constructor(
    private readonly classId: string,
    private readonly deps: ViewSnapshotDeps,
  ) {}

  /** An entry was folded. */
  noteEntry(): void {
    this.#unsavedEntries += 1;
  }

  /** What the last server left, unless it is not sound. @throws LogUnavailableError */
  async restore(log: EventLog): Promise<FoldedLog | undefined> {
    const { store, clock, onTrouble } = this.deps;
    try {
      const restored = await readSnapshot(store, this.classId, log, clock);
      this.#savedAtMs = restored === undefined ? this.#savedAtMs : clock.monotonicMs();
      return restored;
    } catch (error) {
      if (!(error instanceof SnapshotUnusableError)) {
        throw error;
      }
      onTrouble('a snapshot is not used, the class is built from its log', error.message);
      // It may tell of students whom the log no longer knows.
      await store.remove(this.classId).catch(() => undefined);
      return undefined;
    }
  }

  /** Saves when enough has happened since the last time. */
  async saveIfDue(folded: FoldedLog): Promise<void> {
    const periodMs = this.#unsavedEntries > FEW_ENTRIES ? BUSY_PERIOD_MS : QUIET_PERIOD_MS;
    if (this.#saving === undefined && this.deps.clock.monotonicMs() - this.#savedAtMs >= periodMs) {
      await this.save(folded);
    }
  }

  /** Saves what was not saved. Never fails: a snapshot that cannot be written costs the next start some time. */
  async save(folded: FoldedLog): Promise<void> {
    await this.#saving;
    if (this.#unsavedEntries > 0) {
      this.#saving = this.#write(folded);
      await this.#saving;
      this.#saving = undefined;
    }
  }

  /** Takes what is on the disk away: it tells of a student whose data was erased. The next one is written as if nothing had been saved. Never fails. */
  async forget(): Promise<void> {
    await this.#saving;
    this.#unsavedEntries += 1;
    this.#savedAtMs = Number.NEGATIVE_INFINITY;
    await this.deps.store.remove(this.classId).catch((error: unknown) => {
      this.deps.onTrouble('a snapshot cannot be removed', (error as Error).message);
    });
  }

  async #write(folded: FoldedLog): Promise<void> {
    const { store, clock, onTrouble } = this.deps;
    const unsaved = this.#unsavedEntries;
    this.#unsavedEntries = 0;
    this.#savedAtMs = clock.monotonicMs();
    try {
      await store.write(this.classId, snapshotLines(this.classId, folded, clock));
    } catch (error) {
      this.#unsavedEntries += unsaved;
      onTrouble('a snapshot cannot be written', (error as Error).message);
    }
  }
}
