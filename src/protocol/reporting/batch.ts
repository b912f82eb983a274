import { type HelpStatusReply, isHelpStatusReply, isQueueState, type QueueState } from './attention';
import { type Checked, type Flaw, isCount, isObject, isRandomId, isTimestamp, type JsonObject } from '../core/check';
import { checkEvent, type EventRejectionCode, type WireEvent } from './event';
import { LIMITS, PROTOCOL_VERSION } from '../core/limits';
import { withinLevel } from './level';
import { type CaptureLevel, isPolicy, type Policy } from './policy';
import { readRunning, readUnreachable, type RunningCell, type UnreachableKernel } from './page-presence';

/** The body of `POST /api/v1/batches`. */
export interface BatchMessage {
  readonly v: typeof PROTOCOL_VERSION;
  /** The source: 128 random bits in base64url, one for each page load. */
  readonly sid: string;
  /** The lowest `seq` that the client still holds for this source, delivered or not. */
  readonly oldest: number;
  /** RFC 3339, by the student's clock: the server tells from it how far that clock is off. */
  readonly sentAt: string;
  readonly events: readonly WireEvent[];
  readonly now?: RunningCell;
  readonly unreachable?: UnreachableKernel;
  /** The last message that the client showed. */
  readonly seenMessage?: string;
  /** The `revision` of the policy that the client follows; the server sends its own when it is another. */
  readonly policyRevision?: number;
  /** The token, while a page is being closed and the body travels as `text/plain`. */
  readonly token?: string;
}

export interface RejectedEvent {
  /** All from here to `seq` is rejected: a `lost` range, and in reports several in a row. */
  readonly from?: number;
  readonly seq: number;
  readonly code: EventRejectionCode;
}

/** A batch that passed the checks: what may be stored, what may not, and the range of `seq` that it accounts for. */
export interface CheckedBatch {
  readonly sid: string;
  readonly sentAt: string;
  /** Undefined for a heartbeat, which has no events. */
  readonly range: { readonly first: number; readonly last: number; readonly oldest: number } | undefined;
  /** JSON text of an array of the `WireEvent`s that may be stored, by `writeEventLines`. */
  readonly eventsJson: string;
  /** How many those are; a `lost` range is one. */
  readonly soundCount: number;
  readonly rejected: readonly RejectedEvent[];
  readonly now?: RunningCell;
  readonly unreachable?: UnreachableKernel;
  readonly seenMessage?: string;
  readonly policyRevision?: number;
}

/** An instructor's message to a student, carried by a reply. */
export interface InstructorMessage {
  readonly id: string;
  readonly text: string;
}

/** The body of a `202`: all up to and including `hwm` is in the log. */
export interface BatchReply {
  readonly hwm: number;
  readonly nextMs: number;
  readonly rejected: readonly RejectedEvent[];
  readonly policy?: Policy;
  readonly messages: readonly InstructorMessage[];
  /** Present for a student who has called for help and has not taken it back. */
  readonly help?: HelpStatusReply;
  /** Whether the class takes calls for help. Absent: as it was; from the beginning, `open`. */
  readonly queue?: QueueState;
}

/**
 * Checks the body of a batch. A flaw of the batch itself refuses it whole; a flaw of one event
 * only moves that event to `rejected`. Size limits of the whole body are the caller's to check.
 * @param level what the class's policy lets out; the rest is taken away from the events
 * @param shorten what else is taken away from each
 */
export function checkBatch(
  body: unknown,
  level: CaptureLevel,
  shorten: (event: JsonObject) => JsonObject = event => event,
): Checked<CheckedBatch> {
  if (!isObject(body)) {
    return { ok: false, errors: [{ path: '', message: 'must be a JSON object' }] };
  }
  const errors = [...findEnvelopeFlaws(body)];
  const { events } = body;
  if (!Array.isArray(events)) {
    return { ok: false, errors: [...errors, { path: 'events', message: 'must be an array' }] };
  }
  const entries: unknown[] = events;
  const sequenceFlaw = findSequenceFlaw(entries);
  if (sequenceFlaw !== undefined) {
    errors.push(sequenceFlaw);
  }
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const range = rangeOf(entries as JsonObject[], body['oldest']);
  if (range !== undefined && !isCount(range.oldest, 1)) {
    return { ok: false, errors: [{ path: 'oldest', message: 'must be a whole number of at least 1' }] };
  }
  if (range !== undefined && range.oldest > range.first) {
    return { ok: false, errors: [{ path: 'oldest', message: 'must not be above the first seq' }] };
  }
  return { ok: true, value: sortEvents(body, entries as JsonObject[], range, event => shorten(withinLevel(event, level))) };
}

function* findEnvelopeFlaws(body: JsonObject): Generator<Flaw> {
  if (body['v'] !== PROTOCOL_VERSION) {
    yield { path: 'v', message: `must be ${String(PROTOCOL_VERSION)}` };
  }
  if (!isRandomId(body['sid'])) {
    yield { path: 'sid', message: 'must be 128 random bits in base64url: 22 characters or more' };
  }
  if (!isTimestamp(body['sentAt'])) {
    yield { path: 'sentAt', message: 'must be an RFC 3339 timestamp' };
  }
}

function findSequenceFlaw(events: readonly unknown[]): Flaw | undefined {
  let previous: number | undefined;
  for (const [index, event] of events.entries()) {
    const path = `events[${String(index)}].seq`;
    if (!isObject(event) || !isCount(event['seq'], 1)) {
      return { path, message: 'must be a whole number of at least 1' };
    }
    if (event['seq'] > LIMITS.sourceEvents) {
      return { path, message: `must be at most ${String(LIMITS.sourceEvents)}` };
    }
    const first = startOf(event);
    if (first > event['seq']) {
      return { path: `events[${String(index)}].from`, message: 'must not be above seq' };
    }
    if (previous !== undefined && first !== previous + 1) {
      return { path, message: `must continue after ${String(previous)}: events ascend without holes` };
    }
    previous = event['seq'];
  }
  return undefined;
}

/** `from` counts for `lost` events alone: on any other it is an unknown field, which both sides ignore. */
function startOf(event: JsonObject): number {
  return event['type'] === 'lost' && isCount(event['from'], 1) ? event['from'] : (event['seq'] as number);
}

function rangeOf(events: readonly JsonObject[], oldest: unknown): CheckedBatch['range'] {
  const [head] = events;
  const tail = events.at(-1);
  if (head === undefined || tail === undefined) {
    return undefined;
  }
  return { first: startOf(head), last: tail['seq'] as number, oldest: oldest as number };
}

function sortEvents(
  body: JsonObject,
  entries: readonly JsonObject[],
  range: CheckedBatch['range'],
  allowed: (event: JsonObject) => JsonObject,
): CheckedBatch {
  const sound: string[] = [];
  const rejected: RejectedEvent[] = [];
  for (const entry of entries) {
    const checked = checkEvent(allowed(entry));
    if ('json' in checked) {
      sound.push(checked.json);
    } else {
      rejected.push(reject(entry, checked.flaw));
    }
  }
  const { seenMessage, policyRevision } = body;
  const [now, unreachable] = [readRunning(body['now']), readUnreachable(body['unreachable'])];
  return {
    sid: body['sid'] as string,
    sentAt: body['sentAt'] as string,
    range,
    eventsJson: writeEventLines(sound),
    soundCount: sound.length,
    rejected,
    ...(now !== undefined && { now }),
    ...(unreachable !== undefined && { unreachable }),
    ...(typeof seenMessage === 'string' && { seenMessage }),
    ...(isCount(policyRevision, 0) && { policyRevision }),
  };
}

/**
 * JSON texts of events as that of their array, each in a line of its own: inside one there is no line break, and so whoever reads a few at a time
 * finds where one ends without reading it.
 */
export function writeEventLines(events: readonly string[]): string {
  return events.length === 0 ? '[]' : `[\n${events.join(',\n')}]`;
}

function reject(entry: JsonObject, code: EventRejectionCode): RejectedEvent {
  const [from, seq] = [startOf(entry), entry['seq'] as number];
  return from < seq ? { from, seq, code } : { seq, code };
}

/**
 * Reads the body of a `202`. Anything else that answers 202, such as a captive portal's page, gives undefined:
 * it is not an acknowledgement. Unknown fields and unreadable extras are ignored.
 */
export function readBatchReply(body: unknown): BatchReply | undefined {
  if (!isObject(body) || !isCount(body['hwm'], 0) || !isCount(body['nextMs'], 0)) {
    return undefined;
  }
  const { policy, help, queue } = body;
  return {
    hwm: body['hwm'],
    nextMs: body['nextMs'],
    rejected: listOf(body['rejected'], isRejectedEvent),
    messages: listOf(body['messages'], isInstructorMessage),
    ...(isPolicy(policy) && { policy }),
    ...(isHelpStatusReply(help) && { help }),
    ...(isQueueState(queue) && { queue }),
  };
}

function listOf<T>(value: unknown, isItem: (item: unknown) => item is T): T[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isItem) : [];
}

function isRejectedEvent(value: unknown): value is RejectedEvent {
  return isObject(value) && isCount(value['seq'], 1) && typeof value['code'] === 'string';
}

function isInstructorMessage(value: unknown): value is InstructorMessage {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['text'] === 'string';
}
