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

  /** @param sinceMs when the session began, with which the queue opens again */
  stateIn(sinceMs: number): QueueState {
    const step = this.#steps.at(-1);
    return step !== undefined && step.atMs >= sinceMs ? step.state : 'open';
  }

  /** @param sinceMs when the session began */
  isClosedAt(place: Position, sinceMs: number): boolean {
    const step = this.#steps.findLast(({ position }) => comparePositions(position, place) < 0);
    return step?.state === 'closed' && step.atMs >= sinceMs;
  }

  /** With who changed it last; undefined while nobody has. */
  render(sinceMs: number): HelpQueue | undefined {
    const step = this.#steps.at(-1);
    return step && { state: this.stateIn(sinceMs), by: step.by, at: toTimestamp(step.atMs) };
  }

  toValue(): readonly QueueStep[] {
    return this.#steps;
  }

  restore(steps: readonly QueueStep[]): void {
    this.#steps = steps;
  }
}
