/** One event as it left this browser: the very JSON that the server took. */
export interface SentEvent {
  readonly sid: string;
  /** Below `seq` for a `lost` range alone. */
  readonly first: number;
  readonly seq: number;
  readonly json: string;
  /** Milliseconds since the epoch, by the student's clock. */
  readonly sentAtMs: number;
}

/** How many events are remembered of each student and class; the oldest go. At 16 KiB an event, 8 MB at the very most. */
export const MAX_SENT = 500;

/** What this browser has sent, so that the student can see it. Nothing is delivered from here: losing it costs nobody an event. */
export interface SentHistory {
  /** @param identityKey whose events they are; see `identityKey` */
  add(identityKey: string, events: readonly SentEvent[]): Promise<void>;
  /** Newest first, at most `limit`. */
  read(identityKey: string, limit: number): Promise<readonly SentEvent[]>;
  clear(identityKey: string): Promise<void>;
  close(): Promise<void>;
}
