import type { HelpQueue, InstructorName, QueueState } from '../../../../../src/protocol';
import { comparePositions, type Position } from '../../../log/event-log';
import { toTimestamp } from '../../../platform/clock';

/** An instructor opened, paused or closed the class's help queue. */
export interface QueueStep {
  /** Of its entry, which the log may hold twice. */
  readonly id: string;
  readonly position: Position;
  readonly state: QueueState;
  readonly by: InstructorName;
  readonly atMs: number;
}

/** More than a course ever needs. */
const MAX_STEPS = 1000;

/** Whether a class takes calls, now and at every place of its log: whatever was read first, the same calls are turned away. */
export class Queue {
  /** In the log's order. */
  #steps: readonly QueueStep[] = [];

  /** Of two with one id, the first in the log counts. */
  change(step: QueueStep): void {
    const known = this.#steps.find(({ id }) => id === step.id);
    if (known === undefined || comparePositions(step.position, known.position) < 0) {
      const others = this.#steps.filter(each => each !== known);
      this.#steps = [...others, step].sort((a, b) => comparePositions(a.position, b.position)).slice(-MAX_STEPS);
    }
  }

  get state(): QueueState {
    return this.#steps.at(-1)?.state ?? 'open';
  }

  isClosedAt(place: Position): boolean {
    return this.#steps.findLast(({ position }) => comparePositions(position, place) < 0)?.state === 'closed';
  }

  /** Undefined while nobody has changed it. */
  render(): HelpQueue | undefined {
    const step = this.#steps.at(-1);
    return step && { state: step.state, by: step.by, at: toTimestamp(step.atMs) };
  }

  toValue(): readonly QueueStep[] {
    return this.#steps;
  }

  restore(steps: readonly QueueStep[]): void {
    this.#steps = steps;
  }
}
