import type { StateAnswer } from '../../../platform/network/feed-port';
import type { Timers } from '../../../platform/timers';

export interface PollingPorts {
  readonly timers: Timers;
  /** Asks for the state, unless it still has this tag. */
  readonly read: (tag: string | undefined, signal: AbortSignal) => Promise<StateAnswer>;
  /** Told of every answer; says whether to ask again. */
  readonly take: (answer: StateAnswer) => boolean;
  /** Milliseconds between an answer and the next question. */
  readonly delayMs: () => number;
}

/** Asks for the state again and again, one question at a time, until an answer ends it or it is stopped. */
export class Polling {
  #round: AbortController | undefined;
  #tag: string | undefined;

  constructor(private readonly ports: PollingPorts) {}

  get isOn(): boolean {
    return this.#round !== undefined;
  }

  /** Asks at once; does nothing while it is on. */
  start(): void {
    if (this.#round === undefined) {
      this.#round = new AbortController();
      this.#tag = undefined;
      void this.#ask(this.#round);
    }
  }

  stop(): void {
    this.#round?.abort();
    this.#round = undefined;
  }

  async #ask(round: AbortController): Promise<void> {
    const answer = await this.ports.read(this.#tag, round.signal);
    if (this.#round !== round) {
      return;
    }
    if (!this.ports.take(answer)) {
      this.stop();
      return;
    }
    this.#tag = answer.kind === 'state' ? answer.tag : this.#tag;
    const cancel = this.ports.timers.after(this.ports.delayMs(), () => void this.#ask(round));
    round.signal.addEventListener('abort', cancel);
  }
}
