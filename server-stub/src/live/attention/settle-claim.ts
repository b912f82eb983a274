import type { ClassView } from '../view/class-view';
import type { Action } from '../../log/actions';
import type { ActionEntry, EventLog } from '../../log/event-log';
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
  readonly actions: readonly [Action, ...Action[]];
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
  const { studentId, request, actions, steps } = claim;
  const before = steps().at(-1);
  if (isNoOp(before, request)) {
    return false;
  }
  if (isRefused(before, request)) {
    throw alreadyClaimed(before);
  }
  const receivedAtMs = clock.wallMs();
  const toEntry = (action: Action): ActionEntry => ({ kind: 'action', studentId, receivedAtMs, id: randomId(random, ID_BITS), action });
  const [first, ...others] = actions;
  const entry = toEntry(first);
  await log.appendEntries(view.classId, entry, ...others.map(toEntry));
  await view.catchUp();
  const after = steps();
  if (!after.some(step => step.id === entry.id) && !isNoOp(after.at(-1), request)) {
    throw alreadyClaimed(after.at(-1));
  }
  return true;
}

function alreadyClaimed(claim: ClaimStep | undefined): HttpProblem {
  return new HttpProblem('already_claimed', `${claim?.by.name ?? 'Another instructor'} has claimed this.`);
}
