import type { Acknowledgement, Outbox, OutboxEvent, Source } from '../../outbox/outbox';

/** An acknowledged event is kept this long, in milliseconds, to heal a log that lost its tail. */
export const RETENTION_MS = 600_000;

/** How far one source has been delivered. */
export class SourceCursor {
  readonly source: Source;
  readonly #outbox: Outbox;
  #acknowledgement: Acknowledgement;
  #oldest: number;
  /** The highest `seq` that is known to exist: a server cannot acknowledge what was never recorded. */
  #newest: number;

  private constructor(source: Source, outbox: Outbox, acknowledgement: Acknowledgement, oldest: number, newest: number) {
    this.source = source;
    this.#outbox = outbox;
    this.#acknowledgement = acknowledgement;
    this.#oldest = oldest;
    this.#newest = newest;
  }

  /** The cursor of a source that begins now. */
  static begin(source: Source, outbox: Outbox): SourceCursor {
    return new SourceCursor(source, outbox, { hwm: 0, recent: [] }, 1, 0);
  }

  /** The cursor of a source that another page left. @param nowMs steady time, as in `acknowledge` */
  static async resume(source: Source, outbox: Outbox, nowMs: number): Promise<SourceCursor> {
    const stored = await outbox.acknowledgement(source.sid);
    // Another page's times mean nothing here, the clock may have been set since: its events are kept for the full time from now on.
    const recent = stored.recent.map(mark => ({ hwm: mark.hwm, atMs: nowMs }));
    const acknowledgement = { hwm: stored.hwm, recent };
    const extent = await outbox.extent(source.sid, acknowledgement.hwm);
    return new SourceCursor(
      source,
      outbox,
      acknowledgement,
      extent?.oldest ?? acknowledgement.hwm + 1,
      extent?.newest ?? acknowledgement.hwm,
    );
  }

  get hwm(): number {
    return this.#acknowledgement.hwm;
  }

  /** The lowest `seq` that is still held, delivered or not. */
  get oldest(): number {
    return this.#oldest;
  }

  /** When the server last acknowledged something that is still held, in steady time. */
  get lastAcknowledgedAtMs(): number | undefined {
    return this.#acknowledgement.recent.at(-1)?.atMs;
  }

  /** The events that wait, from the head, at most `limit`. */
  async next(limit: number): Promise<readonly OutboxEvent[]> {
    const events = await this.#outbox.peek(this.source.sid, this.hwm, limit);
    this.#newest = Math.max(this.#newest, events.at(-1)?.seq ?? 0);
    const [head] = events;
    if (head !== undefined && head.first > this.hwm + 1) {
      // The browser deleted what was before it. Saying so lets the server record the hole, and not ask for it for ever.
      this.#oldest = Math.max(this.#oldest, head.first);
    }
    return events;
  }

  /** Deletes what the server has, before its time: only when there is no room left. */
  async dropAcknowledged(): Promise<void> {
    const acknowledgement = { hwm: this.hwm, recent: [] };
    await this.#outbox.acknowledge(this.source.sid, acknowledgement, this.hwm);
    this.#acknowledgement = acknowledgement;
    this.#oldest = this.hwm + 1;
  }

  async countWaiting(): Promise<number> {
    return (await this.#outbox.extent(this.source.sid, this.hwm))?.after ?? 0;
  }

  /** The server holds all up to `told`; deletes what it has held for long enough. A lower mark than before goes back. @param nowMs steady time */
  async acknowledge(told: number, nowMs: number): Promise<void> {
    const hwm = Math.min(told, this.#newest);
    const known = this.#acknowledgement.recent.filter(mark => mark.hwm <= hwm);
    const marks = hwm > this.hwm ? [...known, { hwm, atMs: nowMs }] : known;
    const expired = marks.filter(mark => mark.atMs <= nowMs - RETENTION_MS);
    const deleteThrough = Math.max(this.#oldest - 1, ...expired.map(mark => mark.hwm));
    if (hwm === this.hwm && deleteThrough < this.#oldest) {
      return;
    }
    const acknowledgement = { hwm, recent: marks.filter(mark => mark.hwm > deleteThrough) };
    this.#acknowledgement = acknowledgement;
    try {
      await this.#outbox.acknowledge(this.source.sid, acknowledgement, deleteThrough);
      this.#oldest = deleteThrough + 1;
    } catch {
      // What cannot be written is kept too long, and sent again by the next page; the rest must not wait for it.
    }
  }
}
