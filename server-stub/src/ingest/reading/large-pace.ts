import { type Cost, StudentBudget } from '../../access/admission/student-budget';
import type { Clock } from '../../platform/clock';

const MIB = 1024 * 1024;

/**
 * How fast one student's large reports are read, at most: a whole outbox in five seconds if it is 20 MB, and in eight if it is 20,000 events, and so
 * all that the gate lets one have under way, before their page gives up waiting. Without it that takes half a second in which everybody else
 * waits: reading is only the beginning, it is stored, folded and shown, too. Folding takes a tenth of the time, and less of what a notebook reports.
 */
const PACE = {
  bytes: { burst: 1, perSecond: 4 * MIB },
  events: { burst: 1, perSecond: 2500 },
  foldMs: { burst: 1, perSecond: 100 },
};

/** Whose a report is may stand inside it. */
const NOBODY = '';

/** Who has to wait with their next large report. Nobody is refused for it. What something costs is charged when it is known, as with a budget. */
export class LargePace {
  readonly #budget: StudentBudget;

  constructor(clock: Clock) {
    this.#budget = new StudentBudget(clock, PACE);
  }

  /** Whether they have to wait. */
  has(owner: string): boolean {
    return this.waitMs(owner) > 0;
  }

  waitMs(owner: string): number {
    return owner === NOBODY ? 0 : this.#budget.waitMs(owner);
  }

  charge(owner: string, cost: Cost, amount: number): void {
    this.#budget.charge(owner, cost, amount);
  }
}
