import { fitsBytes, isCount, isNestedWithin, isObject, isTimestamp, type JsonObject } from '../core/check';
import { LIMITS } from '../core/limits';

/**
 * What a page of this version tells of, besides what it lost. Whoever shows events has words for each; what a later client tells is stored as it
 * is, and shown as "other".
 */
export const EVENT_TYPES = [
  'cell.executed',
  'notebook.opened',
  'notebook.saved',
  'notebook.closed',
  'cell.added',
  'cell.removed',
  'cell.moved',
  'kernel.restarted',
  'kernel.interrupted',
  'kernel.died',
  'presence.hidden',
  'presence.visible',
  'help.requested',
  'help.withdrawn',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The reasons of version 1; a later client may have others, which are stored as they are. */
export type LostReason = 'quota' | 'evicted' | 'too_large' | 'rejected';

/**
 * One event as it travels. `data` is opaque to the delivery path; the projection reads it. The server stores it with `textsOmitted: "quota"` in
 * its `data`, and without code, output, traceback, message and whatever else is long, when the student has stored as much as one may in a day.
 */
export interface OrdinaryEvent {
  readonly seq: number;
  readonly type: string;
  /** RFC 3339, by the student's clock. */
  readonly time: string;
  readonly data: JsonObject;
}

/** Stands for the events `from` to `seq` that the client could not keep, so that a loss is counted and never silent. */
export interface LostEvent {
  readonly from: number;
  readonly seq: number;
  readonly type: 'lost';
  readonly time?: string;
  readonly data: { readonly count: number; readonly reason: LostReason };
}

export type WireEvent = OrdinaryEvent | LostEvent;

export interface CellReference {
  /** nbformat's cell id. */
  readonly id: string;
  /** Position in the notebook, from 0. */
  readonly index: number;
  /** The author's stable name: nbgrader's `grade_id` of a cell with a solution, else a cell tag `exercise:NAME`. */
  readonly exercise?: string;
}

export interface CellError {
  readonly name: string;
  readonly message: string;
  readonly traceback?: string;
}

/** As much of a notebook's path as is read: its end, where the notebook's name is. */
export function endOfPath(path: string): string {
  return path.slice(-LIMITS.pathLength);
}

/** Whether a notebook still has JupyterLab's own name for a new one: many have had it, one after the other, so it tells none from another. */
export function isUnnamed(path: string): boolean {
  return /(?:^|\/)Untitled\d*\.ipynb$/u.test(path);
}

/** What a run said of whether an exercise is right. */
export interface CheckResult {
  readonly exercise: string;
  /** The check's own stable name. */
  readonly check: string;
  readonly ok: boolean;
}

/**
 * How a run ended, where that says more than `ok`:
 * - `interrupted`: a person stopped it, a restart of the kernel included
 * - `untouched`: the author's placeholder ran as it was handed out
 * - `kernel_died`: the kernel died under the cell
 *
 * Checks that come with the first two are no results.
 */
export type RunEnd = 'interrupted' | 'untouched' | 'kernel_died';

export interface CellExecutedData {
  /** Path relative to the Jupyter server's root. */
  readonly notebook: string;
  /** The path that the notebook had when the page's browser first knew it, where it was renamed or moved since: what was done under it goes on. */
  readonly formerly?: string;
  readonly cell: CellReference;
  readonly ok: boolean;
  /** At most `LIMITS.checksPerRun`. A cell that checks has no `cell.exercise`. */
  readonly checks?: readonly CheckResult[];
  readonly ended?: RunEnd;
  /** By the client's monotonic clock, from the kernel's start of it (or what comes nearest), without the time that it waited for input. */
  readonly durationMs: number;
  readonly executionCount: number | null;
  readonly language: string;
  readonly error?: CellError;
  readonly code?: string;
  readonly output?: string;
}

/** Why one event of a batch was not stored, in the reply's `rejected`. */
export type EventRejectionCode = 'event_invalid' | 'event_too_large';

/** The first `seq` that an event accounts for: more than one for a `lost` range. */
export function firstSeq(event: WireEvent): number {
  return 'from' in event ? event.from : event.seq;
}

/** One event after its check: the JSON text to store, or the code to reject it with. */
export type CheckedEvent = { readonly json: string } | { readonly flaw: EventRejectionCode };

/** How the types of what instructors did begin, in the record: no student's machine can say that. */
const INSTRUCTOR_TYPES = 'instructor.';

const INVALID: CheckedEvent = { flaw: 'event_invalid' };
const TOO_LARGE: CheckedEvent = { flaw: 'event_too_large' };

/** Checks one event whose `seq` is already known to be sound. */
export function checkEvent(event: JsonObject): CheckedEvent {
  if (!isNestedWithin(event, LIMITS.eventDepth)) {
    return INVALID;
  }
  const json = JSON.stringify(event);
  if (!fitsBytes(json, LIMITS.eventBytes)) {
    return TOO_LARGE;
  }
  return isSound(event) ? { json } : INVALID;
}

function isSound(event: JsonObject): boolean {
  const { type, data } = event;
  if (!isType(type) || !isObject(data)) {
    return false;
  }
  return type === 'lost' ? isLostRange(event, data) : isTimestamp(event['time']);
}

function isType(type: unknown): boolean {
  return typeof type === 'string' && type.length > 0 && type.length <= LIMITS.typeLength && !type.startsWith(INSTRUCTOR_TYPES);
}

function isLostRange(event: JsonObject, data: JsonObject): boolean {
  const { from, seq, time } = event;
  return (
    (time === undefined || isTimestamp(time)) &&
    isCount(from, 1) &&
    isCount(seq, from) &&
    seq - from < LIMITS.lostEvents &&
    isCount(data['count'], 1) &&
    data['count'] <= seq - from + 1 &&
    typeof data['reason'] === 'string' &&
    data['reason'].length <= LIMITS.typeLength
  );
}
