import type { FeedPace } from '../../../../src/protocol';

/** Keeps a store in step with a class on the server until it is stopped. */
export interface Follower {
  /** Changes the pace without losing anything. */
  setPace(pace: FeedPace): void;
  /** Retries now if it is waiting to. */
  wake(): void;
  stop(): void;
}
