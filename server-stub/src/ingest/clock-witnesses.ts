import { LRUCache } from 'lru-cache';
import { atMost } from '../platform/cache-limit';
import type { ClockStep } from '../platform/clock';
import type { WatchedClock } from '../platform/watched-clock';

/** More students than report to one process. */
const MAX_STUDENTS = 20_000;
/** Less than this, and it ends no session that matters. */
const MIN_STEP_MS = 5 * 60_000;
/** So many are believed at once, fewer when nobody else was heard for so long. */
const ENOUGH = 3;
const PATIENCE_MS = 60_000;

interface Sighting {
  /** How far the student's clock was behind. */
  readonly behindMs: number;
  /** The last step before that. */
  readonly after: ClockStep | undefined;
}

interface Trial {
  readonly step: ClockStep;
  /** The last step before it: whoever was last heard between the two can tell. */
  readonly after: ClockStep | undefined;
  readonly sinceMs: number;
  /** By student: whether the time passed, as their clock says. */
  readonly votes: Map<string, boolean>;
}

/**
 * A virtual machine that was paused does not see the time pass, and its clock is set when it goes on: that looks like a step, and is none. Those who
 * reported before and after tell them apart: their clocks went on meanwhile, or did not. What looks like a step is one until most say otherwise.
 */
export class ClockWitnesses {
  /** Of each student, the last. */
  readonly #sightings = new LRUCache<string, Sighting>(atMost(MAX_STUDENTS));
  #trial: Trial | undefined;
  #newest: ClockStep | undefined;

  constructor(private readonly clock: Pick<WatchedClock, 'steps' | 'monotonicMs' | 'takeBack'>) {}

  /** A report came. Call it at once when it is stamped: a step after that is another matter. */
  hear(student: string, sentAt: string, receivedAtMs: number): void {
    this.#look();
    const behindMs = receivedAtMs - Date.parse(sentAt);
    const before = this.#sightings.get(student);
    this.#sightings.set(student, { behindMs, after: this.#newest });
    if (this.#trial !== undefined) {
      const { step, after, votes } = this.#trial;
      if (before !== undefined && before.after === after) {
        votes.set(student, behindMs - before.behindMs < (step.toMs - step.fromMs) / 2);
      }
      this.#judge(this.#trial);
    }
  }

  /** Whether there is a step that nobody has been asked about. */
  #look(): void {
    const { steps } = this.clock;
    const step = steps.at(-1);
    if (step !== this.#newest) {
      const after = this.#newest;
      this.#newest = step;
      // Two at once cannot be told apart.
      const isInQuestion = step !== undefined && steps.at(-2) === after && step.didPass !== true && step.toMs - step.fromMs >= MIN_STEP_MS;
      this.#trial = isInQuestion ? { step, after, sinceMs: this.clock.monotonicMs(), votes: new Map() } : undefined;
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
