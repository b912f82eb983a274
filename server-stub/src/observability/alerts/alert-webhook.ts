import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import type { AlertChange, AlertSink } from './alert-board';
import { toWebhookBody, type WebhookKind } from './webhook-message';

export interface AlertWebhookDeps {
  /** Holds a secret: it is never logged. */
  readonly url: string;
  readonly kind: WebhookKind;
  readonly server: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: FastifyBaseLogger;
}

const TIME_LIMIT_MS = 5000;
const ATTEMPTS = 5;
const FIRST_DELAY_MS = 1000;
/** There are eight alerts; this many changes wait only where the webhook has been away for very long. */
const MAX_WAITING = 50;
/** Refusals that another attempt may not meet. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

/** What became of one attempt: nothing, when it was taken. */
interface Failure {
  readonly reason: string;
  readonly isWorthAnother: boolean;
}

/** Tells a webhook of alerts, one after the other, in the background. */
export class AlertWebhook implements AlertSink {
  readonly #deps: AlertWebhookDeps;
  readonly #waiting: AlertChange[] = [];
  readonly #closing = new AbortController();
  #isSending = false;
  #endPause: () => void = () => undefined;

  constructor(deps: AlertWebhookDeps) {
    this.#deps = deps;
  }

  tell(change: AlertChange): void {
    if (this.#closing.signal.aborted) {
      return;
    }
    if (this.#waiting.push(change) > MAX_WAITING) {
      this.#waiting.shift();
    }
    if (!this.#isSending) {
      void this.#sendAll();
    }
  }

  close(): void {
    this.#closing.abort();
    this.#waiting.length = 0;
    this.#endPause();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    for (let change = this.#waiting.shift(); change !== undefined; change = this.#waiting.shift()) {
      await this.#send(change);
    }
    this.#isSending = false;
  }

  async #send(change: AlertChange): Promise<void> {
    const body = toWebhookBody(this.#deps.kind, change, this.#deps.server);
    let failure: Failure | undefined;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      failure = await this.#post(body);
      if (failure === undefined || !failure.isWorthAnother || this.#closing.signal.aborted) {
        break;
      }
      if (attempt < ATTEMPTS) {
        await this.#pause(FIRST_DELAY_MS * 2 ** (attempt - 1));
      }
    }
    if (failure !== undefined && !this.#closing.signal.aborted) {
      this.#deps.logger.warn({ alert: change.alert.name, reason: failure.reason }, 'the webhook was not told of an alert');
    }
  }

  async #post(body: string): Promise<Failure | undefined> {
    const limit = new AbortController();
    const cancel = this.#deps.clock.setTimeout(() => limit.abort(), TIME_LIMIT_MS);
    try {
      const reply = await this.#deps.fetch(this.#deps.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([limit.signal, this.#closing.signal]),
      });
      await reply.body?.cancel();
      return toFailure(reply.status);
    } catch (error) {
      return { reason: limit.signal.aborted ? 'no answer in time' : describe(error), isWorthAnother: true };
    } finally {
      cancel();
    }
  }

  /** Ends early when the webhook is closed. */
  async #pause(delayMs: number): Promise<void> {
    const { clock, random } = this.#deps;
    await new Promise<void>(resolve => {
      const cancel = clock.setTimeout(resolve, (delayMs / 2) * (1 + random.fraction()));
      this.#endPause = () => {
        cancel();
        resolve();
      };
    });
  }
}

function toFailure(status: number): Failure | undefined {
  if (status >= 200 && status < 300) {
    return undefined;
  }
  return { reason: `it answered ${String(status)}`, isWorthAnother: status >= 500 || PASSING_STATUSES.has(status) };
}

/** The error's code alone: its message can hold the address. */
function describe(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === 'string' ? `it cannot be reached (${cause.code})` : 'it cannot be reached';
}
