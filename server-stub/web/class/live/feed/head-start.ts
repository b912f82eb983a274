import type { FeedEnd, FeedListener, FeedMessage, FeedPort, OpenedState, StateAnswer } from '../../../platform/network/feed-port';
import type { Timers } from '../../../platform/timers';

/** A page whose code has not come by then will not miss what was heard for it. */
const MAX_WAIT_MS = 60_000;

/**
 * A feed that can be followed before anybody is there to listen: the first follower of that path who has heard nothing yet gets the connection, with all that
 * it brought so far. Every other connection is made as ever.
 */
export class HeadStart implements FeedPort {
  #early: EarlyConnection | undefined;

  constructor(
    private readonly feed: FeedPort,
    private readonly timers: Timers,
  ) {}

  /** Connects now. @param opened the class as it is known already, from which the feed goes on */
  begin(path: string, opened?: OpenedState): void {
    this.#early?.giveUp();
    const early = new EarlyConnection(path, this.feed, opened);
    this.#early = early;
    this.timers.after(MAX_WAIT_MS, () => this.#dismiss(early));
  }

  read(path: string, tag: string | undefined, signal: AbortSignal): Promise<StateAnswer> {
    return this.feed.read(path, tag, signal);
  }

  follow(path: string, lastEventId: string | undefined, listener: FeedListener, signal: AbortSignal): Promise<FeedEnd> {
    const early = this.#early;
    if (early === undefined) {
      return this.feed.follow(path, lastEventId, listener, signal);
    }
    this.#early = undefined;
    if (early.path === path && lastEventId === undefined) {
      return early.handOver(listener, signal);
    }
    early.giveUp();
    return this.feed.follow(path, lastEventId, listener, signal);
  }

  #dismiss(early: EarlyConnection): void {
    if (this.#early === early) {
      this.#early = undefined;
      early.giveUp();
    }
  }
}

class EarlyConnection {
  readonly #connection = new AbortController();
  readonly #end: Promise<FeedEnd>;
  readonly #heard: FeedMessage[] = [];
  #hasHeard = false;
  #listener: FeedListener | undefined;

  constructor(
    readonly path: string,
    feed: FeedPort,
    private readonly opened: OpenedState | undefined,
  ) {
    const listener = { onBytes: () => this.#onBytes(), onMessage: (message: FeedMessage) => this.#onMessage(message) };
    this.#end = feed.follow(path, opened?.eventId, listener, this.#connection.signal);
  }

  giveUp(): void {
    this.#connection.abort();
  }

  handOver(listener: FeedListener, signal: AbortSignal): Promise<FeedEnd> {
    signal.addEventListener('abort', () => this.giveUp());
    this.#listener = listener;
    if (this.opened !== undefined) {
      listener.onOpened?.(this.opened);
    }
    if (this.#hasHeard) {
      listener.onBytes();
    }
    for (const message of this.#heard.splice(0)) {
      listener.onMessage(message);
    }
    return this.#end;
  }

  #onBytes(): void {
    this.#hasHeard = true;
    this.#listener?.onBytes();
  }

  #onMessage(message: FeedMessage): void {
    if (this.#listener === undefined) {
      this.#heard.push(message);
    } else {
      this.#listener.onMessage(message);
    }
  }
}
