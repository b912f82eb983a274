/** One event at rest: its place in its source and its JSON text, opaque from here to the server's log. */
export interface OutboxEvent {
  /** The lowest `seq` that it accounts for; below `seq` for a `lost` range alone. */
  readonly first: number;
  readonly seq: number;
  readonly body: string;
}

/** One producer of events: a page load. It belongs to one student at one server for ever. */
export interface Source {
  readonly sid: string;
  /** Names the enrolment that its events are sent under; see `identityKey`. */
  readonly identityKey: string;
}

/** What the server has acknowledged of a source. */
export interface Acknowledgement {
  readonly hwm: number;
  /** Recent marks with the time of their acknowledgement (milliseconds since the epoch), oldest first: they tell what may be deleted. */
  readonly recent: readonly { readonly hwm: number; readonly atMs: number }[];
}

export const NOTHING_ACKNOWLEDGED: Acknowledgement = { hwm: 0, recent: [] };

/**
 * Keeps events until the server's log has them, and some time longer. Shared by the tabs of one user and hub;
 * each source has one writer. Every call rejects when the storage fails; nothing is kept in that case.
 */
export interface Outbox {
  readonly storage: 'indexeddb' | 'memory';
  /** Resolves when the storage has left a call without an answer for too long. From then on every call rejects at once. */
  readonly silence?: Promise<void>;

  /** Keeps events and their source as it is now; all or nothing. Keeping an event again changes nothing. */
  append(source: Source, events: readonly OutboxEvent[]): Promise<void>;
  /** The events after `afterSeq`, in order, at most `limit`. */
  peek(sid: string, afterSeq: number, limit: number): Promise<readonly OutboxEvent[]>;
  /** The first and the last event that are kept, and how many lie after `afterSeq`; undefined for a source without events. */
  extent(sid: string, afterSeq: number): Promise<{ readonly oldest: number; readonly newest: number; readonly after: number } | undefined>;
  /** How many events are kept, of all sources. */
  count(): Promise<number>;
  /** Puts one event in the place of all from `event.first` to `event.seq`; nothing in a source that is not kept. */
  replace(sid: string, event: OutboxEvent): Promise<void>;

  acknowledgement(sid: string): Promise<Acknowledgement>;
  /** Remembers the acknowledgement and deletes the events up to `deleteThrough`, together; nothing for a source that is not kept. */
  acknowledge(sid: string, acknowledgement: Acknowledgement, deleteThrough: number): Promise<void>;

  /** Every source that is kept, of every tab, alive or not. */
  sources(): Promise<readonly Source[]>;
  /** Deletes a source, with all that belongs to it, of which nothing lies above `deliveredThrough`. Resolves to false, and keeps it, when its page lives and has added something. */
  release(sid: string, deliveredThrough: number): Promise<boolean>;

  /** Small values beside the events: the device's id, enrolments, leases. */
  getItem(name: string): Promise<unknown>;
  setItem(name: string, value: unknown): Promise<void>;
  /** Replaces an item by what `change` makes of it, or deletes it for undefined; atomic between tabs. */
  updateItem(name: string, change: (value: unknown) => unknown): Promise<void>;

  close(): Promise<void>;
}
