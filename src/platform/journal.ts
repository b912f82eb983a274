import type { Clock } from './clock';

const MAX_LINES = 200;

/** What happened lately, for a bug report. Holds no token, code or name: callers note kinds and counts. */
export class Journal {
  readonly #clock: Clock;
  #lines: string[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  note(words: string): void {
    this.#lines = [...this.#lines.slice(1 - MAX_LINES), `${new Date(this.#clock.wallMs()).toISOString()} ${words}`];
  }
}
