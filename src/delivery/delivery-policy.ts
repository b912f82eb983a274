import { ATTEMPTS_PER_FLUSH, backoffDelayMs, takenDelayMs } from './backoff';
import { FULL_BATCH, halve, probeSize, rampUp, type BatchSize } from './batch-size';
import { afterAnswer, afterFailure, beforeRequest, CLOSED_BREAKER, type Breaker } from './breaker';
import { firstReportMs, nextReportMs, RETURN_SPREAD_MS, toldReportMs } from './cadence';
import type { Random } from './jitter';
import type { Outcome } from './outcome';
import { waitAskedForMs } from './retry-after';

/** How long a client whose token is refused waits before it asks again, in milliseconds. */
const HELD_RETRY_MS = 60_000;

/** Between the start of one flush and the next that is urgent, in milliseconds: a second help request is as good as at once, and a hundred are no storm. */
const URGENT_SPACING_MS = 500;

/** Everything that delivery remembers between two requests. Times are monotonic milliseconds. */
export interface DeliveryState {
  readonly cadenceMs: number;
  readonly breaker: Breaker;
  /** Failures in a row within the present flush. */
  readonly failures: number;
  /** Answers in a row that another device has the student's name. */
  readonly timesTaken: number;
  readonly batchSize: BatchSize;
  /** When the next report is due. */
  readonly dueAtMs: number;
  /** Before this no report may go out, however urgent: the server asked for it. */
  readonly notBeforeMs: number;
  /** Before this nothing urgent brings a report forward. */
  readonly urgentFromMs: number;
}

/** What to do after an outcome. */
export type NextStep =
  /** The batch is in the log: acknowledge up to `hwm`, then send more if there is more. */
  | { readonly kind: 'acknowledge'; readonly hwm: number }
  | { readonly kind: 'rewind'; readonly hwm: number }
  /** Send the same events again, fewer at a time. */
  | { readonly kind: 'shrink' }
  /** A single event cannot be taken: put it aside and count it as lost. */
  | { readonly kind: 'set_aside'; readonly isTooLarge: boolean; readonly detail?: string }
  /** Try the same again after a delay, within this flush. */
  | { readonly kind: 'retry'; readonly delayMs: number }
  /** Give up until `dueAtMs`. */
  | { readonly kind: 'wait' }
  /** Enrol again, then send the same. `isReleased`: not without the student's word. */
  | { readonly kind: 'renew_token'; readonly isReleased?: true };

export interface Decision {
  readonly state: DeliveryState;
  readonly next: NextStep;
}

/** The state of a client that starts now. */
export function startDelivery(cadenceMs: number, nowMs: number, random: Random): DeliveryState {
  return {
    cadenceMs,
    breaker: CLOSED_BREAKER,
    failures: 0,
    timesTaken: 0,
    batchSize: FULL_BATCH,
    dueAtMs: nowMs + firstReportMs(cadenceMs, random),
    notBeforeMs: nowMs,
    urgentFromMs: nowMs,
  };
}

/** When the next request may really go out: due, allowed by the server, and past an open breaker. */
export function departureMs(state: DeliveryState): number {
  const breakerMs = state.breaker.kind === 'open' ? state.breaker.probeAtMs : 0;
  return Math.max(state.dueAtMs, state.notBeforeMs, breakerMs);
}

/** The state as a flush sets out; a probe through a half-open breaker is small. */
export function beginFlush(state: DeliveryState, nowMs: number): DeliveryState {
  const breaker = beforeRequest(state.breaker, nowMs);
  const batchSize = breaker.kind === 'half-open' ? probeSize(state.batchSize) : state.batchSize;
  return { ...state, breaker, batchSize, failures: 0, urgentFromMs: nowMs + URGENT_SPACING_MS };
}

/**
 * Reports as soon as the server allows: for help, and when the student says "send now", which also probes an open breaker, and asks for a name
 * that another device has as if it were the first time: the instructor may be standing there.
 */
export function expedite(state: DeliveryState, nowMs: number, isProbing: boolean): DeliveryState {
  const breaker: Breaker = isProbing && state.breaker.kind === 'open' ? { kind: 'open', probeAtMs: nowMs } : state.breaker;
  const fromMs = isProbing ? nowMs : Math.max(nowMs, state.urgentFromMs);
  return { ...state, breaker, timesTaken: isProbing ? 0 : state.timesTaken, dueAtMs: Math.min(state.dueAtMs, fromMs) };
}

/** The network or the machine came back: every client does so at the same moment, so the return is spread. */
export function returnSpread(state: DeliveryState, nowMs: number, random: Random): DeliveryState {
  const dueAtMs = nowMs + firstReportMs(Math.min(RETURN_SPREAD_MS, state.cadenceMs), random);
  const breaker: Breaker = state.breaker.kind === 'open' ? { kind: 'open', probeAtMs: dueAtMs } : state.breaker;
  return { ...state, breaker, dueAtMs };
}

/** The class's policy asks for another pace. */
export function withCadence(state: DeliveryState, cadenceMs: number, nowMs: number, random: Random): DeliveryState {
  if (cadenceMs === state.cadenceMs) {
    return state;
  }
  return { ...state, cadenceMs, dueAtMs: Math.min(state.dueAtMs, nowMs + firstReportMs(cadenceMs, random)) };
}

/** The whole policy: what one outcome means. @param sent how many events the request held */
export function decide(state: DeliveryState, outcome: Outcome, sent: number, nowMs: number, random: Random): Decision {
  switch (outcome.kind) {
    case 'accepted':
      return {
        state: { ...answered(state), batchSize: rampUp(state.batchSize), dueAtMs: nowMs + toldReportMs(outcome.nextMs) },
        next: { kind: 'acknowledge', hwm: outcome.hwm },
      };
    case 'rewind':
      return { state: answered(state), next: { kind: 'rewind', hwm: outcome.hwm } };
    case 'unacceptable':
      return afterRefusal(answered(state), outcome, sent, nowMs, random);
    case 'unauthorised': {
      const timesTaken = outcome.isTaken === true ? state.timesTaken + 1 : 0;
      const retryMs = timesTaken > 0 ? takenDelayMs(timesTaken, random) : HELD_RETRY_MS * (1 + random());
      const next: NextStep = { kind: 'renew_token', ...(outcome.isReleased === true && { isReleased: true }) };
      return { state: { ...answered(state), timesTaken, dueAtMs: nowMs + retryMs }, next };
    }
    case 'slow_down':
      return { state: putOff(answered(state), outcome.retryAfterMs, nowMs, random), next: { kind: 'wait' } };
    case 'unavailable':
      return afterUnavailable(state, outcome, nowMs, random);
    case 'unreachable':
      return afterFailedAttempt(state, nowMs, random);
  }
}

function answered(state: DeliveryState): DeliveryState {
  return { ...state, breaker: afterAnswer(), failures: 0, timesTaken: 0 };
}

function afterRefusal(
  state: DeliveryState,
  outcome: Outcome & { kind: 'unacceptable' },
  sent: number,
  nowMs: number,
  random: Random,
): Decision {
  if (sent === 0) {
    return { state: putOff(state, undefined, nowMs, random), next: { kind: 'wait' } };
  }
  if (sent === 1) {
    return { state, next: { ...outcome, kind: 'set_aside' } };
  }
  return { state: { ...state, batchSize: halve(sent) }, next: { kind: 'shrink' } };
}

/** A server that says 503 is asked again at its own time or at the next cadence, never within the flush: a storm of 503 must not feed itself. */
function afterUnavailable(state: DeliveryState, outcome: Outcome & { kind: 'unavailable' }, nowMs: number, random: Random): Decision {
  if (outcome.status !== 503 && outcome.retryAfterMs === undefined) {
    return afterFailedAttempt(state, nowMs, random);
  }
  const failed = { ...state, breaker: afterFailure(state.breaker, nowMs, random), failures: 0 };
  return { state: putOff(failed, outcome.retryAfterMs, nowMs, random), next: { kind: 'wait' } };
}

function afterFailedAttempt(state: DeliveryState, nowMs: number, random: Random): Decision {
  const failures = state.failures + 1;
  const failed = { ...state, failures, breaker: afterFailure(state.breaker, nowMs, random) };
  if (failures < ATTEMPTS_PER_FLUSH && failed.breaker.kind === 'closed') {
    return { state: failed, next: { kind: 'retry', delayMs: backoffDelayMs(failures, random) } };
  }
  return { state: putOff(failed, undefined, nowMs, random), next: { kind: 'wait' } };
}

function putOff(state: DeliveryState, retryAfterMs: number | undefined, nowMs: number, random: Random): DeliveryState {
  const cadenceDueMs = nowMs + nextReportMs(state.cadenceMs, random);
  if (retryAfterMs === undefined) {
    return { ...state, dueAtMs: cadenceDueMs };
  }
  const notBeforeMs = nowMs + waitAskedForMs(retryAfterMs, random);
  return { ...state, notBeforeMs, dueAtMs: Math.max(cadenceDueMs, notBeforeMs) };
}
