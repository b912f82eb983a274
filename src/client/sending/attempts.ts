import pRetry from 'p-retry';
import {
  ATTEMPTS_PER_FLUSH,
  beginFlush,
  decide,
  departureMs,
  expedite,
  returnSpread,
  startDelivery,
  troubleOf,
  withCadence,
  type DeliveryState,
  type NextStep,
  type Outcome,
  type Trouble,
} from '../../delivery';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { Alarm } from '../../platform/alarm';

export interface AttemptsOptions {
  readonly cadenceMs: number;
  readonly clock: Clock;
  readonly random: Random;
  /** Ends whatever is under way. */
  readonly signal: AbortSignal;
  readonly onChange: () => void;
}

/** An attempt that failed and is tried again after `delayMs`, within the same flush. */
class FailedAttempt extends Error {
  constructor(readonly delayMs: number) {
    super('The attempt failed');
  }
}

/** Carries the state of the delivery policy from outcome to outcome, and tries again as the policy says. */
export class Attempts {
  readonly #options: AttemptsOptions;
  /** Sleeps out the delay after a failed attempt. Only "send now" and what is urgent cut it short: `online` comes to a whole class at once, and the delays are spread. */
  readonly #retryAlarm: Alarm;
  #state: DeliveryState;
  #trouble: Trouble | null = null;

  constructor(options: AttemptsOptions) {
    const { cadenceMs, clock, random } = options;
    this.#options = options;
    this.#retryAlarm = new Alarm(clock);
    this.#state = startDelivery(cadenceMs, clock.monotonicMs(), random);
  }

  get state(): DeliveryState {
    return this.#state;
  }

  /** What was wrong with the last answer; null when nothing was. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** One flush's attempts. p-retry drives them; their delays are the policy's, so its own are off. */
  make(request: () => Promise<{ readonly outcome: Outcome; readonly sent: number }>): Promise<NextStep> {
    const once = async (): Promise<NextStep> => {
      const { outcome, sent } = await request();
      const next = this.#decide(outcome, sent);
      if (next.kind === 'retry') {
        throw new FailedAttempt(next.delayMs);
      }
      return next;
    };
    return pRetry(once, {
      retries: ATTEMPTS_PER_FLUSH,
      minTimeout: 0,
      signal: this.#options.signal,
      shouldRetry: ({ error }) => error instanceof FailedAttempt,
      onFailedAttempt: ({ error }) => (error instanceof FailedAttempt ? this.#retryAlarm.sleep(error.delayMs) : undefined),
    });
  }

  #decide(outcome: Outcome, sent: number): NextStep {
    const { clock, random, onChange } = this.#options;
    const decision = decide(this.#state, outcome, sent, clock.monotonicMs(), random);
    this.#state = decision.state;
    onChange();
    return decision.next;
  }

  /** Remembers what an answer says is wrong, for the student. */
  note(outcome: Outcome): void {
    this.#trouble = troubleOf(outcome);
  }

  beginFlush(): void {
    this.#state = beginFlush(this.#state, this.#options.clock.monotonicMs());
  }

  /** A flush that ended without the policy naming a time is followed by the next at the cadence. */
  postpone(): void {
    const nowMs = this.#options.clock.monotonicMs();
    if (departureMs(this.#state) <= nowMs) {
      this.holdUntil(nowMs + this.#state.cadenceMs);
    }
  }

  /** @param dueAtMs monotonic milliseconds */
  holdUntil(dueAtMs: number): void {
    this.#state = { ...this.#state, dueAtMs };
  }

  followCadence(cadenceMs: number): void {
    const { clock, random } = this.#options;
    this.#state = withCadence(this.#state, cadenceMs, clock.monotonicMs(), random);
  }

  /** @param isProbing tries even though the breaker is open */
  expedite(isProbing: boolean): void {
    this.#state = expedite(this.#state, this.#options.clock.monotonicMs(), isProbing);
  }

  /** The network or the machine is back, for a whole class at once. */
  spreadReturn(): void {
    this.#state = returnSpread(this.#state, this.#options.clock.monotonicMs(), this.#options.random);
  }

  /** Cuts the delay before the next attempt short. */
  hurry(): void {
    this.#retryAlarm.ring();
  }
}
