import type { Outbox } from '../../outbox/outbox';
import { OUTBOX_LIMITS, type OutboxLimits } from '../../outbox/eviction';
import type { Clock } from '../../platform/clock';
import type { Locks } from '../../platform/locks';
import { enforceOutboxLimits } from './enforce-limits';
import type { OwnSource } from './own-source';
import { SourceCursor } from './source-cursor';

/** New events between two looks at the outbox's limits. */
const EVENTS_BETWEEN_LIMIT_CHECKS = 500;

export interface SourcePoolOptions {
  /** Whose sources are pooled; see `identityKey`. */
  readonly identityKey: string;
  /** The source of this page load; undefined for a page that only delivers what closed pages left. */
  readonly own: OwnSource | undefined;
  readonly outbox: Outbox;
  readonly locks: Locks;
  readonly clock: Clock;
  /** Steady time, in milliseconds since the epoch: tells how long ago something was acknowledged. */
  readonly steadyMs: () => number;
  /** Other limits than `OUTBOX_LIMITS`, for tests. */
  readonly limits?: OutboxLimits;
  /** Resolves to false when the student has left the class, perhaps in another tab: then nothing is written any more. */
  readonly isStillJoined: () => Promise<boolean>;
  /** @param count how many events were given up for want of room */
  readonly onEvicted: (count: number) => void;
}

/** The sources that this page delivers for one student: its own, and those that closed pages left. Holds the lock of each. */
export class SourcePool {
  readonly #options: SourcePoolOptions;
  readonly #releases = new Map<string, () => void>();
  #adopted: readonly SourceCursor[] = [];
  /** Zero at first: what an earlier page left is looked at, too. */
  #nextLimitCheckSeq = 0;

  constructor(options: SourcePoolOptions) {
    this.#options = options;
  }

  get own(): SourceCursor | undefined {
    return this.#options.own?.cursor;
  }

  /** The sources of closed pages. */
  get adopted(): readonly SourceCursor[] {
    return this.#adopted;
  }

  /** All sources, in the order in which they are delivered. */
  get all(): readonly SourceCursor[] {
    return this.own === undefined ? this.#adopted : [this.own, ...this.#adopted];
  }

  /** Takes the lock of this page's own source, so that no other page adopts it. */
  async holdOwn(): Promise<void> {
    if (this.own !== undefined) {
      await this.#hold(this.own.source.sid);
    }
  }

  /** Makes what was recorded durable, and from time to time looks whether there is room for more. */
  async settle(): Promise<void> {
    const { own, isStillJoined } = this.#options;
    if (!(await isStillJoined())) {
      return;
    }
    await own?.settle();
    const newest = own?.lastSeq ?? 0;
    if (newest >= this.#nextLimitCheckSeq) {
      this.#nextLimitCheckSeq = newest + EVENTS_BETWEEN_LIMIT_CHECKS;
      await this.#enforceLimits();
    }
  }

  /** Takes over this student's sources whose pages are gone: a living page holds the lock of its source. @returns whether there were any */
  async adoptOrphans(): Promise<boolean> {
    const { outbox, identityKey } = this.#options;
    const sources = await outbox.sources().catch(() => []);
    const orphans = sources.filter(source => source.identityKey === identityKey && !this.#releases.has(source.sid));
    const adopted: SourceCursor[] = [];
    for (const source of orphans) {
      if (await this.#hold(source.sid)) {
        await SourceCursor.resume(source, outbox, this.#options.steadyMs()).then(
          cursor => adopted.push(cursor),
          () => this.#letGo(source.sid),
        );
      }
    }
    if (adopted.length === 0) {
      return false;
    }
    this.#adopted = [...this.#adopted, ...adopted];
    this.#nextLimitCheckSeq = 0;
    return true;
  }

  /** Forgets an adopted source that is delivered and no longer needed; keeps it when its page is not closed after all. */
  async release(cursor: SourceCursor): Promise<void> {
    const { sid } = cursor.source;
    if (await this.#options.outbox.release(sid, cursor.hwm)) {
      this.#letGo(sid);
      this.#adopted = this.#adopted.filter(other => other !== cursor);
    }
  }

  /** How many events the server has not acknowledged. */
  async countWaiting(): Promise<number> {
    const adopted = await Promise.all(this.#adopted.map(cursor => cursor.countWaiting()));
    return adopted.reduce((sum, count) => sum + count, (await this.#options.own?.countWaiting()) ?? 0);
  }

  /** Leaves all sources to other pages. */
  letAllGo(): void {
    for (const sid of this.#releases.keys()) {
      this.#letGo(sid);
    }
  }

  async #enforceLimits(): Promise<void> {
    const { outbox, clock, limits = OUTBOX_LIMITS, onEvicted } = this.#options;
    const cursors = this.own === undefined ? this.#adopted : [...this.#adopted, this.own];
    const evicted = await enforceOutboxLimits({ outbox, cursors, limits, wallMs: clock.wallMs() });
    if (evicted > 0) {
      onEvicted(evicted);
    }
  }

  /** Locks save work and no more: one that fails leaves an orphan to others, and never stops a page's own source. */
  async #hold(sid: string): Promise<boolean> {
    const release = await this.#options.locks.tryHold(`source ${sid}`).catch(() => undefined);
    if (release !== undefined) {
      this.#releases.set(sid, release);
    }
    return release !== undefined;
  }

  #letGo(sid: string): void {
    this.#releases.get(sid)?.();
    this.#releases.delete(sid);
  }
}
