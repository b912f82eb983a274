import type { Timers } from '../../../platform/timers';

/** Silence longer than this means a dead connection: the server sends a keep-alive comment every 15 s. */
export const SILENCE_LIMIT_MS = 25_000;
/** A feed that has told nothing by then may be held by a proxy: the server sends its snapshot at once. */
export const UNHEARD_LIMIT_MS = 4000;
/** A connection that has told something and lasts so long gets through; one that ends before was cut. */
export const PROOF_MS = 20_000;

interface Findings {
  /** Nothing came for too long, not even a sign of life. */
  readonly onSilence: () => void;
  /** It is open, and tells nothing. */
  readonly onUnheard: () => void;
  /** It gets through. */
  readonly onProof: () => void;
}

/** What the passing of time says of one connection of the feed after the other. */
export class FeedWatch {
  #hasTold = false;
  #cancelSilence: (() => void) | undefined;
  #cancelUnheard: (() => void) | undefined;
  #cancelProof: (() => void) | undefined;

  constructor(
    private readonly timers: Timers,
    private readonly findings: Findings,
  ) {}

  /** A connection is being opened. */
  begin(): void {
    this.end();
    this.#hasTold = false;
    this.hear();
  }

  /** Something came, if only a part of a long snapshot on a slow line. */
  hear(): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.timers.after(SILENCE_LIMIT_MS, this.findings.onSilence);
    if (!this.#hasTold) {
      this.#cancelUnheard?.();
      this.#cancelUnheard = this.timers.after(UNHEARD_LIMIT_MS, this.findings.onUnheard);
    }
  }

  /** It told something that was not held on the way. */
  tell(): void {
    this.#hasTold = true;
    this.#cancelUnheard?.();
    this.#cancelProof ??= this.timers.after(PROOF_MS, this.findings.onProof);
  }

  /** The connection has ended, or is given up. */
  end(): void {
    this.#cancelSilence?.();
    this.#cancelUnheard?.();
    this.#cancelProof?.();
    this.#cancelProof = undefined;
  }
}
