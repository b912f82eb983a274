import type { HelpStatusReply } from '../../protocol';

/** For how long a page asks more often than its class for news of a call, in milliseconds: about as long as somebody who claimed it needs. */
const WATCH_MS = 15 * 60_000;

/** What a reply says of the call, and when the next report is to come. */
interface Reply {
  readonly help?: HelpStatusReply;
  readonly nextMs: number;
}

export interface CallWatchOptions {
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number;
  /** Whether the student can see the page. */
  readonly isVisible: () => boolean;
}

/** Decides whether a page follows a server that wants to hear of a student sooner because they wait for help. */
export class CallWatch {
  readonly #options: CallWatchOptions;
  #news = '';
  #sinceMs = 0;

  constructor(options: CallWatchOptions) {
    this.#options = options;
  }

  /**
   * Milliseconds until the next report. What nobody looks at, or has not changed for long, keeps to the class's cadence.
   * @param cadenceMs the class's
   */
  nextMs({ help, nextMs }: Reply, cadenceMs: number): number {
    if (help === undefined || help.status === 'resolved') {
      return nextMs;
    }
    const { monotonicMs, isVisible } = this.#options;
    const news = `${help.id} ${help.status} ${help.by ?? ''}`;
    if (news !== this.#news) {
      this.#news = news;
      this.#sinceMs = monotonicMs();
    }
    const isWatched = isVisible() && monotonicMs() - this.#sinceMs < WATCH_MS;
    return isWatched ? nextMs : Math.max(nextMs, cadenceMs);
  }
}
