import type { IDisposable } from '@lumino/disposable';

import type { Clock } from '../../platform/clock';
import { Alarm } from '../../platform/alarm';

/** How long without a keystroke, in milliseconds, until the student counts as not typing. */
const REST_MS = 4000;

/** While the page is hidden; its return cuts the sleep short. */
const MAX_SLEEP_MS = 3_600_000;

/** What is needed of the page. */
export interface TypingPage {
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  addEventListener(type: 'focus', listener: () => void): void;
  removeEventListener(type: 'focus', listener: () => void): void;
}

/** Waits until the student pauses typing, so that nothing pops up meanwhile. Only listens; never delays a key. */
export class TypingPause implements IDisposable {
  readonly #page: TypingPage;
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  #lastKeyAtMs = Number.NEGATIVE_INFINITY;
  isDisposed = false;

  constructor(page: TypingPage, clock: Clock) {
    this.#page = page;
    this.#clock = clock;
    this.#alarm = new Alarm(clock);
    page.document.addEventListener('keydown', this.#onKey, { capture: true, passive: true });
    page.document.addEventListener('visibilitychange', this.#onReturn);
    page.addEventListener('focus', this.#onReturn);
  }

  /** Resolves when the page is in sight and the student does not type. One waiter at a time. */
  async wait(): Promise<void> {
    for (let restMs = this.#restMs(); restMs > 0 && !this.isDisposed; restMs = this.#restMs()) {
      await this.#alarm.sleep(restMs);
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.#page.document.removeEventListener('keydown', this.#onKey, { capture: true });
    this.#page.document.removeEventListener('visibilitychange', this.#onReturn);
    this.#page.removeEventListener('focus', this.#onReturn);
    this.#alarm.ring();
  }

  #restMs(): number {
    if (this.#page.document.visibilityState === 'hidden') {
      return MAX_SLEEP_MS;
    }
    return this.#lastKeyAtMs + REST_MS - this.#clock.monotonicMs();
  }

  readonly #onKey = () => {
    this.#lastKeyAtMs = this.#clock.monotonicMs();
  };

  /** Somebody who has just come back is not typing. */
  readonly #onReturn = () => {
    this.#lastKeyAtMs = Number.NEGATIVE_INFINITY;
    this.#alarm.ring();
  };
}
