import type { FeedPace } from '../../../../src/protocol';
import type { Clock } from '../../platform/clock';
import type { FeedPort } from '../../platform/network/feed-port';
import type { Random } from '../../platform/random';
import type { Timers } from '../../platform/timers';
import type { NewsFilter } from './news-filter';

export interface FollowPorts {
  readonly feed: FeedPort;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Of the class, in milliseconds. */
  readonly cadenceMs: number;
  /** Absent: everything is shown. */
  readonly filterNews?: NewsFilter;
}

/** Keeps a store in step with a class on the server until it is stopped. */
export interface Follower {
  /** Changes the pace without losing anything. */
  setPace(pace: FeedPace): void;
  /** Retries now if it is waiting to. */
  wake(): void;
  stop(): void;
}
