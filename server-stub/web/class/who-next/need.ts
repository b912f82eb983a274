import type { ErrorGroup, VisitTarget } from '../../../../src/protocol';
import type { VisitState } from '../claims/visit-state';
import type { Entry } from '../model/entry';
import type { Reason } from '../need/reason';

/** A student who needs help, and why. */
export interface Trouble {
  readonly entry: Entry;
  readonly reason: Reason;
  /** The check that they fail by, where one does. */
  readonly check: ErrorGroup | undefined;
  /** When something new last happened: after a visit, the trouble counts again. */
  readonly newsMs: number;
}

/** One line of the list: a student, or a team with several members who need help. */
export interface Need {
  /** The same for the same student or team, whatever becomes of them. */
  readonly key: string;
  readonly target: VisitTarget;
  readonly team: string;
  /** The worst off first; at least two in a team's line, one in a student's. */
  readonly troubles: readonly [Trouble, ...Trouble[]];
  readonly visitState: VisitState;
}

export interface WhoNext {
  /** Most urgent first. */
  readonly needs: readonly Need[];
}
