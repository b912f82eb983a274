import type { ClassView } from '../feed/class-view';
import type { Action, EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import { HttpProblem } from '../../http/problem';
import { type ClaimStep, isMet, isRefused } from '../projection/claim';

export interface ClaimDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
}

/** What an instructor wants of something that can be claimed. */
export interface ClaimWish {
  /** Whom it is about; empty for a team. */
  readonly studentId: string;
  readonly wish: Pick<ClaimStep, 'word' | 'by' | 'takeOver'>;
  /** The same as the log keeps it. */
  readonly action: Action;
  /** What counts now, as the view has it. */
  readonly steps: () => readonly ClaimStep[];
}

const ID_BITS = 72;

/**
 * Records a wish and asks the log what became of it: of two at the same time, on whatever servers, the first in the log is met.
 * The view must have been caught up.
 * @returns false when things stood so already, and nothing was recorded
 * @throws HttpProblem `already_claimed`
 * @throws LogUnavailableError
 */
export async function settleClaim({ log, clock, random }: ClaimDeps, view: ClassView, claim: ClaimWish): Promise<boolean> {
  const { studentId, wish, action, steps } = claim;
  const before = steps().at(-1);
  if (isMet(before, wish)) {
    return false;
  }
  if (isRefused(before, wish)) {
    throw alreadyClaimed(before);
  }
  const id = randomId(random, ID_BITS);
  await log.appendEntries(view.classId, { kind: 'action', studentId, receivedAtMs: clock.wallMs(), id, action });
  await view.catchUp();
  const after = steps();
  if (!after.some(step => step.id === id) && !isMet(after.at(-1), wish)) {
    throw alreadyClaimed(after.at(-1));
  }
  return true;
}

function alreadyClaimed(claim: ClaimStep | undefined): HttpProblem {
  return new HttpProblem('already_claimed', `${claim?.by.name ?? 'Another instructor'} has claimed this.`);
}
