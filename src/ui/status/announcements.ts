/** What was said is not said again for so long, in milliseconds: a network that comes and goes must not be heard each time. */
const QUIET_MS = 5 * 60_000;

/** What a screen reader is to say of how things stand: each change once. */
export class Announcements {
  readonly #monotonicMs: () => number;
  readonly #saidAtMs = new Map<string, number>();
  #present = '';
  #shown = '';

  /** @param monotonicMs milliseconds that only grow */
  constructor(monotonicMs: () => number) {
    this.#monotonicMs = monotonicMs;
  }

  /** @param text how things stand now. @returns what the live region holds */
  follow(text: string): string {
    if (text !== this.#present) {
      this.#present = text;
      this.#shown = this.#wasSaid(text) ? '' : text;
    }
    return this.#shown;
  }

  #wasSaid(text: string): boolean {
    const nowMs = this.#monotonicMs();
    const saidAtMs = this.#saidAtMs.get(text) ?? Number.NEGATIVE_INFINITY;
    if (nowMs - saidAtMs < QUIET_MS) {
      return true;
    }
    this.#saidAtMs.set(text, nowMs);
    return false;
  }
}
