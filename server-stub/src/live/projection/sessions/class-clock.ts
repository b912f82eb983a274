import type { ClockStep } from '../../../platform/clock';
import { comparePositions, type Position } from '../../../log/event-log';

/** A step of a server's clock, as the log has it. */
export interface LoggedStep extends ClockStep {
  readonly id: string;
  readonly position: Position;
}

export function toLoggedStep(id: string, position: Position, { fromMs, toMs, didPass }: ClockStep): LoggedStep {
  return { id, position, fromMs, toMs, ...(didPass === true && { didPass }) };
}

/** More than a course ever has; they bound what is remembered. */
const MAX_STEPS = 200;
const NO_STEPS: readonly ClockStep[] = [];

/** How the clock of a class's servers was set: as the log tells, and as this process itself has noticed, which the log tells only a moment later. */
export class ClassClock {
  /** In the log's order, in which they were noticed. */
  #logged: readonly LoggedStep[] = [];
  #own: () => readonly ClockStep[] = () => NO_STEPS;
  #together: { readonly own: readonly ClockStep[]; readonly all: readonly ClockStep[] } | undefined;

  /** @param own what this process has noticed: the same list as long as that is the same */
  goBy(own: () => readonly ClockStep[]): void {
    this.#own = own;
    this.#together = undefined;
  }

  /** Of two with one id, the first in the log counts. */
  note(step: LoggedStep): void {
    const known = this.#logged.find(({ id }) => id === step.id);
    if (known === undefined || comparePositions(step.position, known.position) < 0) {
      const others = this.#logged.filter(each => each !== known);
      this.#logged = [...others, step].toSorted((a, b) => comparePositions(a.position, b.position)).slice(-MAX_STEPS);
      this.#together = undefined;
    }
  }

  /** In the order in which the clock was set. The same list as long as nothing is new. */
  list(): readonly ClockStep[] {
    const own = this.#own();
    if (this.#together?.own !== own) {
      const untold = own.filter(step => !this.#logged.some(logged => isSame(step, logged)));
      this.#together = { own, all: [...this.#logged, ...untold] };
    }
    return this.#together.all;
  }

  toValue(): readonly LoggedStep[] {
    return this.#logged;
  }

  restore(steps: readonly LoggedStep[]): void {
    this.#logged = steps;
    this.#together = undefined;
  }
}

const isSame = (one: ClockStep, other: ClockStep): boolean =>
  one.fromMs === other.fromMs && one.toMs === other.toMs && one.didPass === other.didPass;
