import type { Clock } from '../clock';

/** Long enough to get on. A request has some five turns of the event loop, and meets a slice in each: it does not feel as much as this. */
const SLICE_MS = 1;
/** Between two slices of work that nobody waits for: it takes a quarter of the time and no more. */
const GENTLE_PAUSE_MS = 3;

/** Long work, cut into slices between which everybody else has a turn. One object for each piece of work. */
export class TimeSlice {
  #startedAtMs: number;

  constructor(private readonly clock: Clock) {
    this.#startedAtMs = clock.monotonicMs();
  }

  /** Whether it is time to rest. */
  get isOver(): boolean {
    return this.clock.monotonicMs() - this.#startedAtMs >= SLICE_MS;
  }

  /** Lets everything else that is due run, then begins the next slice. @param isGently takes a real pause, too */
  async rest(isGently = false): Promise<void> {
    await new Promise<void>(resolve => {
      if (isGently) {
        this.clock.setTimeout(resolve, GENTLE_PAUSE_MS);
      } else {
        setImmediate(resolve);
      }
    });
    this.#startedAtMs = this.clock.monotonicMs();
  }
}
