import type { FeedPace } from '../../../../src/protocol';
import { type Clock, momentOf } from '../../platform/clock';
import type { Random } from '../../platform/random';
import type { Timers } from '../../platform/timers';
import { reconnectDelayMs } from './backoff';
import { feedPath } from './feed-path';
import { readFeedMessage } from '../model/feed-message';
import type { FeedEnd, FeedMessage, FeedPort } from '../../platform/network/feed-port';
import { live, type LiveStore } from './live-store';
import type { NewsFilter } from './news-filter';

/** Silence longer than this means a dead connection: the server sends a keep-alive comment every 15 s. */
export const SILENCE_LIMIT_MS = 25_000;

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

/** Statuses that a retry cannot fix. */
const FINAL_STATUSES = new Set([401, 403, 404]);

/** Follows one class's feed into `store`, through disconnections, silence and server restarts. */
export function followClass(classId: string, store: LiveStore, ports: FollowPorts, pace: FeedPace = 'live'): Follower {
  const follower = new ClassFollower(classId, store, ports, pace);
  follower.connect();
  return follower;
}

class ClassFollower implements Follower {
  private attempt = new AbortController();
  private failures = 0;
  private lastEventId: string | undefined;
  private cancelRetry: (() => void) | undefined;
  private cancelSilence: (() => void) | undefined;
  private isStopped = false;

  constructor(
    private readonly classId: string,
    private readonly store: LiveStore,
    private readonly ports: FollowPorts,
    private pace: FeedPace,
  ) {}

  connect(): void {
    this.cancelRetry = undefined;
    const attempt = new AbortController();
    this.attempt = attempt;
    this.watchSilence();
    const listener = {
      onBytes: () => this.ifCurrent(attempt, () => this.onBytes()),
      onMessage: (message: FeedMessage) => this.ifCurrent(attempt, () => this.onMessage(message)),
    };
    void this.ports.feed
      .follow(feedPath(this.classId, this.pace), this.lastEventId, listener, attempt.signal)
      .then(end => this.ifCurrent(attempt, () => this.onEnd(end)));
  }

  setPace(pace: FeedPace): void {
    if (this.pace === pace) {
      return;
    }
    this.pace = pace;
    if (!this.isStopped && this.cancelRetry === undefined) {
      // The server resumes where this connection ends.
      this.attempt.abort();
      this.connect();
    }
  }

  wake(): void {
    if (this.cancelRetry !== undefined) {
      this.cancelRetry();
      this.connect();
    }
  }

  stop(): void {
    this.isStopped = true;
    this.cancelRetry?.();
    this.cancelSilence?.();
    this.attempt.abort();
  }

  /** An abandoned connection may still deliver what was in flight. */
  private ifCurrent(attempt: AbortController, act: () => void): void {
    if (!this.isStopped && this.attempt === attempt) {
      act();
    }
  }

  private onBytes(): void {
    this.watchSilence();
    this.store.setState(state => live.hear(state, momentOf(this.ports.clock), this.ports.cadenceMs));
  }

  private onMessage(message: FeedMessage): void {
    const { filterNews } = this.ports;
    const read = readFeedMessage(message);
    const news = filterNews === undefined ? read : filterNews(read);
    const now = momentOf(this.ports.clock);
    if (news.kind === 'broken' || (news.kind === 'delta' && this.store.getState().board === undefined)) {
      this.startOver();
      return;
    }
    this.failures = 0;
    this.lastEventId = message.id ?? this.lastEventId;
    if (news.kind === 'snapshot') {
      this.store.setState(state => live.takeSnapshot(state, news.state, now));
    } else if (news.kind === 'delta') {
      this.store.setState(state => live.takeDelta(state, news.delta, now));
    }
  }

  private onEnd(end: FeedEnd): void {
    if (end.kind === 'refused' && FINAL_STATUSES.has(end.answer.status)) {
      this.stop();
      this.store.setState(state => live.end(state, end.answer.status));
      return;
    }
    this.retryLater();
  }

  /** What we hold cannot be trusted: the next connection begins with a snapshot. */
  private startOver(): void {
    this.lastEventId = undefined;
    this.retryLater();
  }

  private retryLater(): void {
    this.attempt.abort();
    this.attempt = new AbortController();
    this.cancelSilence?.();
    this.failures += 1;
    this.store.setState(state => live.lose(state, momentOf(this.ports.clock)));
    this.cancelRetry = this.ports.timers.after(reconnectDelayMs(this.failures, this.ports.random), () => this.connect());
  }

  private watchSilence(): void {
    this.cancelSilence?.();
    this.cancelSilence = this.ports.timers.after(SILENCE_LIMIT_MS, () => this.retryLater());
  }
}
