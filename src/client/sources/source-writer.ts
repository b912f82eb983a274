import type { Outbox, OutboxEvent, Source } from '../../outbox/outbox';
import { StorageSilence } from '../../outbox/patience';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { byteLength, LIMITS, type JsonObject, type LostReason } from '../../protocol';

/** Events recorded within this time share one write. */
const GROUP_MS = 50;

/** Writes in a row that may fail before the storage counts as broken. */
const FAILURES_TO_GIVE_UP = 3;

/** An event as it was recorded, before it has a place in its source. */
export interface RecordedEvent {
  readonly type: string;
  /** RFC 3339, by the student's clock. */
  readonly time: string;
  readonly data: JsonObject;
}

export interface SourceWriterOptions {
  readonly source: Source;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called with the events that have just become durable. */
  readonly onKept: (events: readonly OutboxEvent[]) => void;
  /** Called once when the storage cannot be written any more. */
  readonly onBroken: () => void;
}

/**
 * Gives the events of this page load their `seq` and writes them to the outbox, in groups. An event waits in memory
 * until its write has succeeded, and takes its `seq` with the write, so that a failed write leaves no hole. A `seq` that may be
 * known elsewhere before that stays its event's, wherever it goes on.
 */
export class SourceWriter {
  readonly source: Source;
  readonly #options: SourceWriterOptions;
  #pending: RecordedEvent[] = [];
  #lastSeq = 0;
  #givenOutThrough = 0;
  #failures = 0;
  #isScheduled = false;
  #isEnded = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: SourceWriterOptions) {
    this.source = options.source;
    this.#options = options;
  }

  /** The last `seq` that is durable. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** The events that are not durable yet. */
  get pending(): readonly RecordedEvent[] {
    return this.#pending;
  }

  /** The same as they will be written: a page that leaves can hand them over before they are, and their numbers stay good. */
  get pendingAsWritten(): readonly OutboxEvent[] {
    return this.#pending.map((event, index) => serialise(event, this.#lastSeq + 1 + index));
  }

  /** Those of them whose number may be known elsewhere: to the server, or to a storage that was asked to keep them and has not said whether it did. */
  get givenOut(): readonly OutboxEvent[] {
    return this.pendingAsWritten.filter(event => event.seq <= this.#givenOutThrough);
  }

  /** The numbers through `seq` have left this page. */
  giveOut(seq: number): void {
    this.#givenOutThrough = Math.max(this.#givenOutThrough, seq);
  }

  /** Takes an event; returns at once. */
  enqueue(event: RecordedEvent): void {
    this.#pending.push(event);
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      void this.#options.clock.sleep(GROUP_MS).then(() => this.flush());
    }
  }

  /** Writes what is pending. Resolves when the write has ended, well or not. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Writes nothing any more: what is pending goes on elsewhere. Resolves when a write that is under way has ended. */
  end(): Promise<void> {
    this.#isEnded = true;
    return this.#writing;
  }

  async #write(): Promise<void> {
    this.#isScheduled = false;
    const { outbox, logger, onKept, onBroken } = this.#options;
    const group = this.#pending.slice();
    if (group.length === 0 || this.#isEnded) {
      return;
    }
    const events = this.pendingAsWritten;
    try {
      await outbox.append(this.source, events);
    } catch (error) {
      logger.warnOnce('outbox-write', 'The browser could not keep an event; trying again.', error);
      if (error instanceof StorageSilence) {
        this.giveOut(this.#lastSeq + group.length);
      }
      this.#failures += 1;
      if (this.#failures === FAILURES_TO_GIVE_UP) {
        onBroken();
      }
      return;
    }
    this.#failures = 0;
    this.#pending = this.#pending.slice(group.length);
    this.#lastSeq += group.length;
    onKept(events);
  }
}

function serialise(event: RecordedEvent, seq: number): OutboxEvent {
  const body = toJson({ seq, ...event });
  if (body === undefined) {
    return lostEvent(seq, seq, 'rejected', event.time);
  }
  return byteLength(body) > LIMITS.eventBytes ? lostEvent(seq, seq, 'too_large', event.time) : { first: seq, seq, body };
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** Whether an event at rest is a count of lost ones. */
export function isLost(event: OutboxEvent): boolean {
  return (JSON.parse(event.body) as { readonly type?: unknown }).type === 'lost';
}

/** Stands in the outbox for the events `from` to `seq`, which are counted and gone. */
export function lostEvent(from: number, seq: number, reason: LostReason, time: string): OutboxEvent {
  const body = JSON.stringify({ from, seq, type: 'lost', time, data: { count: seq - from + 1, reason } });
  return { first: from, seq, body };
}
