import { LRUCache } from 'lru-cache';
import type { ClockStep } from '../platform/clock';
import type { WatchedClock } from '../platform/watched-clock';

/** More students than report to one process. */
const MAX_STUDENTS = 20_000;
/** Less than this, and it ends no session that matters. */
const MIN_STEP_MS = 5 * 60_000;
/** So many are believed at once, fewer when nobody else was heard for so long. */
const ENOUGH = 3;
const PATIENCE_MS = 60_000;

interface Trial {
  readonly step: ClockStep;
  readonly sinceMs: number;
  /** By student: whether the time passed, as their clock says. */
  readonly votes: Map<string, boolean>;
}

/**
 * A virtual machine that was paused does not see the time pass, and its clock is set when it goes on: that looks like a step, and is none. Those who
 * reported before and after tell them apart: their clocks went on meanwhile, or did not. What looks like a step is one until most say otherwise.
 */
export class ClockWitnesses {
  /** How far each student's clock was behind when they were last heard. */
  readonly #behindMs = new LRUCache<string, number>({ max: MAX_STUDENTS });
  #trial: Trial | undefined;
  #newest: ClockStep | undefined;

  constructor(private readonly clock: Pick<WatchedClock, 'steps' | 'monotonicMs' | 'takeBack'>) {}

  /** A report came. Call it at once when it is stamped: a step after that is another matter. */
  hear(student: string, sentAt: string, receivedAtMs: number): void {
    this.#look();
    const behindMs = receivedAtMs - Date.parse(sentAt);
    const beforeMs = this.#behindMs.get(student);
    this.#behindMs.set(student, behindMs);
    if (this.#trial !== undefined) {
      const { step, votes } = this.#trial;
      if (beforeMs !== undefined && !votes.has(student)) {
        votes.set(student, behindMs - beforeMs < (step.toMs - step.fromMs) / 2);
      }
      this.#judge(this.#trial);
    }
  }

  /** Whether there is a step that nobody has been asked about. */
  #look(): void {
    const step = this.clock.steps.at(-1);
    if (step !== this.#newest) {
      this.#newest = step;
      const isInQuestion = step !== undefined && step.didPass !== true && step.toMs - step.fromMs >= MIN_STEP_MS;
      this.#trial = isInQuestion ? { step, sinceMs: this.clock.monotonicMs(), votes: new Map() } : undefined;
    }
  }

  #judge(trial: Trial): void {
    const { step, sinceMs, votes } = trial;
    if (votes.size === 0 || (votes.size < ENOUGH && this.clock.monotonicMs() - sinceMs < PATIENCE_MS)) {
      return;
    }
    this.#trial = undefined;
    const passed = [...votes.values()].filter(didPass => didPass).length;
    if (passed > votes.size / 2) {
      this.clock.takeBack(step);
    }
  }
}
