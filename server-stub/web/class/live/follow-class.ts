import type { FeedPace } from '../../../../src/protocol';
import { momentOf } from '../../platform/clock';
import type { Follower, FollowPorts } from './follower';
import { asOfNews, type BoardNews, takeNews } from './board-news';
import { pollDelayMs, reconnectDelayMs, retrialDelayMs } from './feed/backoff';
import { feedPath, statePath } from './feed/feed-path';
import { type FeedNews, readFeedMessage, readState } from '../model/feed-message';
import { serverTime } from '../model/server-clock';
import type { FeedEnd, FeedMessage, OpenedState, StateAnswer } from '../../platform/network/feed-port';
import { live, type LiveStore } from './live-store';
import { FeedWatch } from './feed/feed-watch';
import { Polling } from './feed/polling';

/** News this old were held on the way. */
const HELD_MS = 5000;
/** So many cut connections in a row are no accident. */
const MAX_CUTS = 3;

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
  private readonly watch: FeedWatch;
  /** Connections in a row that ended before they had proved themselves. */
  private cuts = 0;
  private readonly polling: Polling;
  private isStopped = false;

  constructor(
    private readonly classId: string,
    private readonly store: LiveStore,
    private readonly ports: FollowPorts,
    private pace: FeedPace,
  ) {
    const { feed, timers, random } = ports;
    this.watch = new FeedWatch(timers, {
      onSilence: () => this.retryLater(),
      onUnheard: () => this.polling.start(),
      onProof: () => this.trustFeed(),
    });
    this.polling = new Polling({
      timers,
      read: (tag, signal) => feed.read(statePath(classId), tag, signal),
      take: answer => this.takePolled(answer),
      delayMs: () => pollDelayMs(this.pace === 'background', random),
    });
  }

  connect(): void {
    this.cancelRetry = undefined;
    const attempt = new AbortController();
    this.attempt = attempt;
    this.watch.begin();
    const listener = {
      onBytes: () => this.ifCurrent(attempt, () => this.onBytes()),
      onMessage: (message: FeedMessage) => this.ifCurrent(attempt, () => this.onMessage(message)),
      onOpened: (opened: OpenedState) => this.ifCurrent(attempt, () => this.onOpened(opened)),
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
    this.watch.end();
    this.polling.stop();
    this.attempt.abort();
  }

  /** An abandoned connection may still deliver what was in flight. */
  private ifCurrent(attempt: AbortController, act: () => void): void {
    if (!this.isStopped && this.attempt === attempt) {
      act();
    }
  }

  private onBytes(): void {
    this.watch.hear();
    if (!this.isPolling) {
      this.store.setState(state => live.hear(state, momentOf(this.ports.clock), this.ports.cadenceMs));
    }
  }

  private onMessage(message: FeedMessage): void {
    const news = this.filter(readFeedMessage(message));
    if (news.kind === 'broken' || (news.kind === 'delta' && this.store.getState().board === undefined)) {
      this.startOver();
      return;
    }
    this.failures = 0;
    this.lastEventId = message.id ?? this.lastEventId;
    if (news.kind !== 'other') {
      this.judge(news);
      this.show(news);
    }
  }

  private onOpened({ eventId, state }: OpenedState): void {
    const news = this.filter(readState(state));
    if (news.kind === 'snapshot') {
      this.lastEventId = eventId;
      this.show(news);
    }
  }

  private filter(read: FeedNews): FeedNews {
    return this.ports.filterNews?.(read) ?? read;
  }

  /** News that were held on the way do not make up for what the page asks for by itself. */
  private judge(news: BoardNews): void {
    const { serverClock } = this.store.getState();
    const ageMs = serverTime(serverClock, this.ports.clock.now()) - Date.parse(asOfNews(news));
    if (serverClock.offsetMs === undefined || ageMs <= HELD_MS) {
      this.watch.tell();
      if (!this.isPolling) {
        this.polling.stop();
      }
    }
  }

  private trustFeed(): void {
    this.cuts = 0;
    this.polling.stop();
    if (this.isPolling) {
      this.store.setState(state => live.hear(state, momentOf(this.ports.clock), this.ports.cadenceMs));
    }
  }

  private show(news: BoardNews): void {
    const now = momentOf(this.ports.clock);
    const { told } = this.store.getState();
    if (this.isPolling && told !== undefined && asOfNews(news) < told.asOf) {
      return;
    }
    this.store.setState(state => takeNews(state, news, now, state.connection.phase === 'polling'));
  }

  /** @returns whether to go on asking: a server that does not answer is not cured by that */
  private takePolled(answer: StateAnswer): boolean {
    if (answer.kind === 'same' || answer.kind === 'state') {
      this.store.setState(state => live.poll(state, momentOf(this.ports.clock)));
      const news =
        answer.kind === 'state' ? this.filter(readFeedMessage({ event: 'snapshot', id: undefined, data: answer.data })) : undefined;
      if (news?.kind === 'snapshot') {
        this.show(news);
      }
      return true;
    }
    if (answer.kind === 'refused' && FINAL_STATUSES.has(answer.answer.status)) {
      this.endFor(answer.answer.status);
    } else {
      this.losePolling();
    }
    return false;
  }

  private losePolling(): void {
    this.polling.stop();
    if (this.cancelRetry !== undefined) {
      this.cancelRetry();
      this.planRetry();
    }
    this.store.setState(state => (state.connection.phase === 'polling' ? live.lose(state, momentOf(this.ports.clock)) : state));
  }

  private onEnd(end: FeedEnd): void {
    if (end.kind === 'refused' && FINAL_STATUSES.has(end.answer.status)) {
      this.endFor(end.answer.status);
    } else {
      this.retryLater();
    }
  }

  private endFor(status: number): void {
    this.stop();
    this.store.setState(state => live.end(state, status));
  }

  /** What we hold cannot be trusted: the next connection begins with a snapshot. */
  private startOver(): void {
    this.lastEventId = undefined;
    this.retryLater();
  }

  private retryLater(): void {
    this.attempt.abort();
    this.attempt = new AbortController();
    this.watch.end();
    this.failures += 1;
    this.cuts += 1;
    if (this.cuts >= MAX_CUTS) {
      this.polling.start();
    }
    if (!this.isPolling) {
      this.store.setState(state => live.lose(state, momentOf(this.ports.clock)));
    }
    this.planRetry();
  }

  private planRetry(): void {
    const { random, timers } = this.ports;
    const delayMs = this.polling.isOn ? retrialDelayMs(random) : reconnectDelayMs(this.failures, random);
    this.cancelRetry = timers.after(delayMs, () => this.connect());
  }

  /** Whether what is on the page is kept current by plain requests. */
  private get isPolling(): boolean {
    return this.store.getState().connection.phase === 'polling';
  }
}
