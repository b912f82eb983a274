import type { Cancel, Clock } from '../platform/clock';
import type { Random } from '../platform/random';
import { ClassGoneError, LogUnavailableError } from '../databases/log-unavailable';
import type { AppendResult, BatchAppend, BatchEntry, ErasedBefore, EventLog, Position } from './event-log';
import { afterFailedProbe, afterFailure, CLOSED, type Breaker } from '../platform/breaker';

export interface GuardDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** Told whenever the breaker opens or closes. */
  readonly onChange?: (breaker: Breaker) => void;
  /** Told of every batch that is in the log, before it is acknowledged. */
  readonly onAppended?: (classId: string, batch: BatchEntry, hwm: number) => void;
}

/**
 * A log behind a circuit breaker: while it is open, whatever would write fails at once and nobody waits in the server's memory.
 * The probes are the server's own, so that no student's batch has to find out. Readers pass: they are few, and they heal the views.
 */
export class GuardedEventLog implements EventLog {
  readonly #log: EventLog;
  readonly #deps: GuardDeps;
  #breaker: Breaker = CLOSED;
  #cancelProbe: Cancel | undefined;

  constructor(log: EventLog, deps: GuardDeps) {
    this.#log = log;
    this.#deps = deps;
  }

  get breaker(): Breaker {
    return this.#breaker;
  }

  async append(classId: string, batch: BatchAppend): Promise<AppendResult | ErasedBefore> {
    const result = await this.#guard(() => this.#log.append(classId, batch));
    if (result.verdict === 'appended') {
      this.#deps.onAppended?.(classId, batch.entry, result.hwm);
    }
    return result;
  }

  appendEntries(...args: Parameters<EventLog['appendEntries']>): Promise<Position> {
    return this.#guard(() => this.#log.appendEntries(...args));
  }

  highWaterMark(classId: string, studentId: string, sid: string): Promise<number> {
    return this.#guard(() => this.#log.highWaterMark(classId, studentId, sid));
  }

  sources(classId: string): ReturnType<EventLog['sources']> {
    return this.#log.sources(classId);
  }

  read(...args: Parameters<EventLog['read']>): ReturnType<EventLog['read']> {
    return this.#log.read(...args);
  }

  readAt(...args: Parameters<EventLog['readAt']>): ReturnType<EventLog['readAt']> {
    return this.#log.readAt(...args);
  }

  onGrowth(listener: (classId: string) => void): () => void {
    return this.#log.onGrowth(listener);
  }

  /** Asks the log itself, also while the breaker is open, and closes it when the log is well. */
  async check(): Promise<void> {
    await this.#log.check();
    this.#set(CLOSED);
  }

  /** Stops probing. The log itself is its owner's to close. */
  async close(): Promise<void> {
    this.#cancelProbe?.();
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.#breaker.kind === 'open') {
      throw new LogUnavailableError(this.#breaker.reason);
    }
    try {
      const result = await work();
      this.#noteSuccess();
      return result;
    } catch (error) {
      this.noteFailure(error);
      throw error;
    }
  }

  /** What was under way when the breaker opened may still succeed; only a probe closes it. */
  #noteSuccess(): void {
    if (this.#breaker.kind === 'closed' && this.#breaker.failures > 0) {
      this.#set(CLOSED);
    }
  }

  /** Counts a failure, also of what rests in the same store beside the log. */
  noteFailure(error: unknown): void {
    // One class that is gone says nothing of the others.
    if (error instanceof LogUnavailableError && !(error instanceof ClassGoneError)) {
      const { clock, random } = this.#deps;
      this.#set(afterFailure(this.#breaker, error.message, clock.monotonicMs(), random));
    }
  }

  #set(breaker: Breaker): void {
    const before = this.#breaker;
    this.#breaker = breaker;
    if (breaker.kind !== before.kind) {
      this.#deps.onChange?.(breaker);
    }
    if (breaker !== before) {
      this.#planProbe(breaker);
    }
  }

  #planProbe(breaker: Breaker): void {
    this.#cancelProbe?.();
    if (breaker.kind === 'open') {
      const { clock } = this.#deps;
      this.#cancelProbe = clock.setTimeout(() => void this.#probe(), breaker.probeAtMs - clock.monotonicMs());
    }
  }

  async #probe(): Promise<void> {
    try {
      await this.check();
    } catch (error) {
      const { clock, random } = this.#deps;
      this.#set(afterFailedProbe(this.#breaker, (error as Error).message, clock.monotonicMs(), random));
    }
  }
}
