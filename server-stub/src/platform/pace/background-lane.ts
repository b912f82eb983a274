import type { Clock } from '../clock';

/** Long work in slices: whoever does it asks now and then whether it is time to rest. */
export interface Slice {
  readonly isOver: boolean;
  /** Resolves when the next slice begins. */
  rest(): Promise<void>;
}

/** Long enough to get on, short enough that a request that waits meanwhile does not feel it. */
const SLICE_MS = 5;
/** So much of the time is everybody else's, at least. */
const PAUSE_MS = 5;

/**
 * The lane of all long work that a person started and nobody waits a moment for: exports, replays. However many there are at one time, and
 * whoever reads them slowly, together they take half of the time and no more.
 */
export class BackgroundLane {
  #freeAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Clock) {}

  /** One for each piece of work. The first begins at once. */
  slice(): Slice {
    const { clock } = this;
    const rest = (sinceMs: number): Promise<void> => this.#rest(sinceMs);
    let startedAtMs = clock.monotonicMs();
    return {
      get isOver() {
        return clock.monotonicMs() - startedAtMs >= SLICE_MS;
      },
      async rest() {
        await rest(startedAtMs);
        startedAtMs = clock.monotonicMs();
      },
    };
  }

  /** A step that could not be cut, and took longer than a slice, is followed by a longer pause. */
  async #rest(sinceMs: number): Promise<void> {
    const nowMs = this.clock.monotonicMs();
    const pauseMs = Math.min(Math.max(PAUSE_MS, nowMs - sinceMs), 10 * PAUSE_MS);
    const atMs = Math.max(nowMs + pauseMs, this.#freeAtMs);
    this.#freeAtMs = atMs + SLICE_MS + PAUSE_MS;
    await new Promise<void>(resolve => void this.clock.setTimeout(resolve, atMs - nowMs));
  }
}
