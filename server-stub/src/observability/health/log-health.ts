import { LogUnavailableError } from '../../databases/log-unavailable';
import type { GuardedEventLog } from '../../log/guarded-event-log';
import type { Clock } from '../../platform/clock';
import { SharedAnswer } from '../../platform/pace/shared-answer';

/** However many ask, the log itself is asked at most this often: asking writes. */
const LIFETIME_MS = 1000;

/** Whether the log can take events. */
export class LogHealth {
  readonly #log: GuardedEventLog;
  readonly #answer: SharedAnswer<string | undefined>;

  constructor(log: GuardedEventLog, clock: Clock) {
    this.#log = log;
    this.#answer = new SharedAnswer(() => this.#ask(), LIFETIME_MS, clock);
  }

  /** @returns why the log cannot take events, in words without secrets; undefined when it can */
  async problem(): Promise<string | undefined> {
    const { breaker } = this.#log;
    return breaker.kind === 'open' ? breaker.reason : this.#answer.get();
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
