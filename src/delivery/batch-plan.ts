import { byteLength, PROTOCOL_VERSION, type RunningCell } from '../protocol';

/** An event as planning sees it: its place, and its JSON text. */
export interface PlannedEvent {
  readonly first: number;
  readonly seq: number;
  readonly body: string;
}

/** Room for everything in a batch's body that is not an event; the longest path of a running cell alone takes 3 KiB. */
const ENVELOPE_BYTES = 8192;

/** The longest prefix of `events` whose batch stays within `bodyBytes`; at least one event, so that a huge one cannot block the head. */
export function planBatch<E extends PlannedEvent>(events: readonly E[], bodyBytes: number): readonly E[] {
  let bytes = ENVELOPE_BYTES;
  const end = events.findIndex(event => {
    bytes += byteLength(event.body) + 1;
    return bytes > bodyBytes;
  });
  return end === -1 ? events : events.slice(0, Math.max(1, end));
}

export interface BatchEnvelope {
  readonly sid: string;
  readonly oldest: number;
  readonly sentAt: string;
  readonly policyRevision?: number;
  readonly seenMessage?: string;
  readonly now?: RunningCell;
  /** Only while the page is being closed: the body then carries what a header would. */
  readonly token?: string;
}

/** The body of a batch. The events' texts go in as they are: they were serialised once, when they were captured. */
export function batchBody(envelope: BatchEnvelope, events: readonly PlannedEvent[]): string {
  const head = JSON.stringify({ v: PROTOCOL_VERSION, ...envelope });
  return `${head.slice(0, -1)},"events":[${events.map(event => event.body).join(',')}]}`;
}
