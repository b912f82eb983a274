import type { StudentState, Visit } from '../../../../src/protocol';
import { excessOf } from './excess';
import { plainlyLongMs } from './long-setback';
import type { Reason } from './reason';

/** When something that bears on the reason last happened: a visit after that has seen it. In milliseconds by the server's clock; 0 for never. */
export function newsOf({ struggle, failing, lastEventAt }: StudentState, reason: Reason): number {
  switch (reason.kind) {
    case 'help':
    case 'unreachable':
    case 'running':
    case 'waits':
      return reason.sinceMs;
    case 'struggling':
      return timeOf(struggle?.last ?? lastEventAt);
    case 'failing':
      return timeOf(failing?.last ?? lastEventAt);
    case 'stalled':
      return timeOf(lastEventAt);
  }
}

function timeOf(timestamp: string | null): number {
  return timestamp === null ? 0 : Date.parse(timestamp);
}

/**
 * Whether a visit that found the student not stuck still says so: until they call, something begins that was not there then (another exercise, another kind of
 * trouble), or what was there has gone on since the visit for as long as makes a need by itself. How many runs came after the visit is not known; their time is.
 */
export function isMutedBy(visit: Visit | undefined, student: StudentState, reason: Reason, nowMs: number): boolean {
  if (visit?.status !== 'done' || visit.finding !== 'not_stuck' || reason.kind === 'help') {
    return false;
  }
  const atMs = Date.parse(visit.at);
  return reason.sinceMs <= atMs && !(hasGoneOn(student, reason, atMs) && isLongSince(reason, atMs, nowMs));
}

/** What lasts goes on by itself; a struggle goes on by runs. */
function hasGoneOn(student: StudentState, reason: Reason, atMs: number): boolean {
  const lasts = reason.kind === 'unreachable' || reason.kind === 'running' || reason.kind === 'waits';
  return lasts || newsOf(student, reason) > atMs;
}

/** A setback counts as it would from its beginning, without what it says besides. */
function isLongSince(reason: Reason, atMs: number, nowMs: number): boolean {
  return reason.kind === 'struggling' && reason.setback !== undefined
    ? nowMs - atMs >= plainlyLongMs(reason.setback)
    : excessOf({ ...reason, sinceMs: atMs }, nowMs) >= 1;
}
