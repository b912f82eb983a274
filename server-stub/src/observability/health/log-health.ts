import { LogUnavailableError } from '../../databases/log-unavailable';
import type { GuardedEventLog } from '../../log/guarded-event-log';
import type { Clock } from '../../platform/clock';

/** However many ask, the log itself is asked at most this often: asking writes. */
const LIFETIME_MS = 1000;

/** Whether the log can take events. */
export class LogHealth {
  readonly #log: GuardedEventLog;
  readonly #clock: Clock;
  #answer: Promise<string | undefined> | undefined;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(log: GuardedEventLog, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  /** @returns why the log cannot take events, in words without secrets; undefined when it can */
  async problem(): Promise<string | undefined> {
    const { breaker } = this.#log;
    if (breaker.kind === 'open') {
      return breaker.reason;
    }
    const nowMs = this.#clock.monotonicMs();
    if (this.#answer === undefined || nowMs - this.#askedAtMs >= LIFETIME_MS) {
      this.#askedAtMs = nowMs;
      this.#answer = this.#ask();
    }
    return this.#answer;
  }

  async #ask(): Promise<string | undefined> {
    try {
      await this.#log.check();
      return undefined;
    } catch (error) {
      if (error instanceof LogUnavailableError) {
        return error.message;
      }
      throw error;
    }
  }
}
