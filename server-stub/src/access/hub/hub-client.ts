import type { FastifyBaseLogger } from 'fastify';
import { TokenBuckets } from '../admission/token-bucket';
import { afterFailedProbe, afterFailure, CLOSED, type Breaker } from '../../platform/breaker';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { type HttpProblem, unavailable } from '../../http/problem';
import { type HubUser, readHubUser } from './hub-user';

export interface HubClientDeps {
  /** Of the hub's API, without a trailing slash: `http://hub:8081/hub/api`. */
  readonly apiUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: FastifyBaseLogger;
}

/** A hub that is up answers in milliseconds; a student waits for this. */
const TIME_LIMIT_MS = 5000;
/** Questions in flight at one time: a hub is one process, and has its own work. */
const MAX_IN_FLIGHT = 32;
/** A large class may join in one minute; somebody who asks without end shall not keep the hub busy. */
const QUESTIONS = { burst: 500, perSecond: 20 };
const ONE_BUCKET = 'hub';

/**
 * Asks a JupyterHub whose a token is. Nothing is remembered of an answer, and a token is in no log and no error. A hub that fails
 * several times in a row is asked again after a while only: the same breaker as before the log.
 */
export class HubClient {
  readonly #deps: HubClientDeps;
  readonly #questions: TokenBuckets;
  #breaker: Breaker = CLOSED;
  #inFlight = 0;

  constructor(deps: HubClientDeps) {
    this.#deps = deps;
    this.#questions = new TokenBuckets(QUESTIONS, deps.clock);
  }

  /**
   * @returns undefined when the hub does not know the token, or its owner is no user
   * @throws HttpProblem `unavailable` when the hub does not say
   */
  async whose(token: string): Promise<HubUser | undefined> {
    const isProbe = this.#admit();
    this.#inFlight += 1;
    try {
      const user = await this.#ask(token);
      this.#become(CLOSED);
      return user;
    } catch (error) {
      this.#countFailure(describe(error), isProbe);
      throw this.#noAnswer();
    } finally {
      this.#inFlight -= 1;
    }
  }

  /** @returns whether this question is the one that finds out whether the hub is back */
  #admit(): boolean {
    const breaker = this.#breaker;
    const isOpen = breaker.kind === 'open';
    const isTooEarly = isOpen && (this.#deps.clock.monotonicMs() < breaker.probeAtMs || this.#inFlight > 0);
    if (isTooEarly || this.#inFlight >= MAX_IN_FLIGHT || this.#questions.take(ONE_BUCKET) > 0) {
      throw this.#noAnswer();
    }
    return isOpen;
  }

  async #ask(token: string): Promise<HubUser | undefined> {
    const { apiUrl, fetch, clock } = this.#deps;
    const limit = new AbortController();
    const cancel = clock.setTimeout(() => limit.abort(), TIME_LIMIT_MS);
    try {
      const headers = { authorization: `token ${token}`, accept: 'application/json' };
      // A redirect would carry the token to who knows where.
      const reply = await fetch(`${apiUrl}/user`, { headers, redirect: 'manual', signal: limit.signal });
      if (reply.status === 401 || reply.status === 403) {
        await reply.body?.cancel();
        return undefined;
      }
      if (reply.status !== 200) {
        await reply.body?.cancel();
        throw new HubFailure(`it answered ${String(reply.status)}`);
      }
      return readHubUser(await readJson(reply));
    } catch (error) {
      throw limit.signal.aborted ? new HubFailure('no answer in time') : error;
    } finally {
      cancel();
    }
  }

  #countFailure(reason: string, isProbe: boolean): void {
    const { clock, random } = this.#deps;
    const after = isProbe ? afterFailedProbe : afterFailure;
    this.#become(after(this.#breaker, reason, clock.monotonicMs(), random));
  }

  #become(breaker: Breaker): void {
    const before = this.#breaker.kind;
    this.#breaker = breaker;
    if (breaker.kind === 'open' && before === 'closed') {
      this.#deps.logger.error({ reason: breaker.reason }, 'JupyterHub does not say who students are: they wait until it does');
    } else if (breaker.kind === 'closed' && before === 'open') {
      this.#deps.logger.info('JupyterHub is back');
    }
  }

  #noAnswer(): HttpProblem {
    return unavailable(this.#deps.random, 'JupyterHub does not say now who you are. It is asked again by itself.');
  }
}

class HubFailure extends Error {
  override readonly name = 'HubFailure';
}

async function readJson(reply: Response): Promise<unknown> {
  const text = await reply.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new HubFailure('its answer is no JSON: is the address the one of its API?');
  }
}

/** In words of ours and the system's code alone: what a library says may hold what it was given. */
function describe(error: unknown): string {
  if (error instanceof HubFailure) {
    return error.message;
  }
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === 'string' ? `it cannot be reached (${cause.code})` : 'it cannot be reached';
}
