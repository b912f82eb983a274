import type { ClassView } from '../view/class-view';
import type { Action } from '../../log/actions';
import type { EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import { HttpProblem } from '../../http/problem';
import { type ClaimRequest, type ClaimStep, isNoOp, isRefused } from '../projection/help/claim';

export interface ClaimDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
}

/** An instructor's attempt at something that can be claimed. */
export interface ClaimAttempt {
  /** Whom it is about; empty for a team. */
  readonly studentId: string;
  readonly request: ClaimRequest;
  /** The same as the log keeps it. */
  readonly action: Action;
  /** What counts now, as the view has it. */
  readonly steps: () => readonly ClaimStep[];
}

/** Of the identity of an action's entry. */
export const ID_BITS = 72;

/**
 * Records a request and reads back from the log what became of it: of two at the same time, on whatever servers, the first in the log wins.
 * The view must have been caught up.
 * @returns false when it would have changed nothing, and so was not recorded
 * @throws HttpProblem `already_claimed`
 * @throws LogUnavailableError
 */
export async function settleClaim({ log, clock, random }: ClaimDeps, view: ClassView, claim: ClaimAttempt): Promise<boolean> {
  const { studentId, request, action, steps } = claim;
  const before = steps().at(-1);
  if (isNoOp(before, request)) {
    return false;
  }
  if (isRefused(before, request)) {
    throw alreadyClaimed(before);
  }
  const id = randomId(random, ID_BITS);
  await log.appendEntries(view.classId, { kind: 'action', studentId, receivedAtMs: clock.wallMs(), id, action });
  await view.catchUp();
  const after = steps();
  if (!after.some(step => step.id === id) && !isNoOp(after.at(-1), request)) {
    throw alreadyClaimed(after.at(-1));
  }
  return true;
}

function alreadyClaimed(claim: ClaimStep | undefined): HttpProblem {
  return new HttpProblem('already_claimed', `${claim?.by.name ?? 'Another instructor'} has claimed this.`);
}
