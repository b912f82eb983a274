import type { FastifyBaseLogger } from 'fastify';
import { isObject } from '../../../../src/protocol';
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

interface Question {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form to post; without one, the question is a `GET`. */
  readonly form?: URLSearchParams;
  /** Statuses that say no, as the hub's answer and not as its failure. */
  readonly refusals: readonly number[];
}

/**
 * Asks a JupyterHub whose a token is, and who a user is. Nothing is remembered of an answer, and a token is in no log and no error. A hub that
 * fails several times in a row is asked again after a while only: the same breaker as before the log.
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
    return readHubUser(await this.#ask({ path: '/user', headers: withToken(token), refusals: [401, 403] }));
  }

  /**
   * @param token of a service that may read users' names and groups
   * @returns undefined when the hub has no such user
   * @throws HttpProblem `unavailable` when the hub does not say, or not to this token
   */
  async find(name: string, token: string): Promise<HubUser | undefined> {
    return readHubUser(await this.#ask({ path: `/users/${encodeURIComponent(name)}`, headers: withToken(token), refusals: [404] }));
  }

  /**
   * Exchanges the code of an OAuth client for the token of the user who brought it.
   * @returns undefined when the hub refuses the code
   * @throws HttpProblem `unavailable` when the hub does not say
   */
  async redeem(code: string, client: { readonly id: string; readonly secret: string }): Promise<string | undefined> {
    const form = new URLSearchParams({ grant_type: 'authorization_code', code, client_id: client.id, client_secret: client.secret });
    const answer = await this.#ask({ path: '/oauth2/token', form, refusals: [400, 401, 403] });
    return isObject(answer) && typeof answer['access_token'] === 'string' ? answer['access_token'] : undefined;
  }

  /** @returns the answer's JSON, or undefined for a refusal */
  async #ask(question: Question): Promise<unknown> {
    const isProbe = this.#admit();
    this.#inFlight += 1;
    try {
      const answer = await this.#send(question);
      this.#become(CLOSED);
      return answer;
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

  async #send({ path, headers, form, refusals }: Question): Promise<unknown> {
    const { apiUrl, fetch, clock } = this.#deps;
    const limit = new AbortController();
    const cancel = clock.setTimeout(() => limit.abort(), TIME_LIMIT_MS);
    try {
      const reply = await fetch(`${apiUrl}${path}`, {
        headers: { ...headers, accept: 'application/json' },
        ...(form !== undefined && { method: 'POST', body: form }),
        // A redirect would carry the token to who knows where.
        redirect: 'manual',
        signal: limit.signal,
      });
      if (reply.status === 200) {
        return await readJson(reply);
      }
      await reply.body?.cancel();
      if (refusals.includes(reply.status)) {
        return undefined;
      }
      throw new HubFailure(`it answered ${String(reply.status)}`);
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
      this.#deps.logger.error(
        { reason: breaker.reason },
        'JupyterHub does not say who its users are: who joins or signs in waits until it does',
      );
    } else if (breaker.kind === 'closed' && before === 'open') {
      this.#deps.logger.info('JupyterHub is back');
    }
  }

  #noAnswer(): HttpProblem {
    return unavailable(this.#deps.random, 'JupyterHub does not say now who you are. It is asked again by itself.');
  }
}

const withToken = (token: string): Record<string, string> => ({ authorization: `token ${token}` });

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
