import { type Cancel, type Clock, every } from '../../../platform/clock';
import type { Endpoint } from '../redis-address';
import { destroyClient, type StoreClient } from './redis-client';
import { describeRedisFailure, NO_ANSWER, NOT_CONNECTED } from '../redis-failure';
import { COMMAND_TIMEOUT_MS } from './redis-link';

const LOOK_MS = 500;
/** Without any trouble it asks every 30 s, in case that a change was not announced. */
const CALM_LOOKS = 60;
/** How often one server may answer without ending the trouble. It may be cut off itself and know only the past. */
const PATIENCE = 4;

/** A guide is there, but it cannot tell. The message says why, in words for an operator. */
export class GuideCannotTellError extends Error {
  override readonly name = 'GuideCannotTellError';
}

export interface GuideDeps {
  readonly clock: Clock;
  /** Those that may know, the best first. */
  readonly candidates: () => readonly Endpoint[];
  /** Makes a client that is not connected, and that does not connect again by itself. */
  readonly createClient: (server: Endpoint) => StoreClient;
  /** Asks and acts on the answer. Rejects when there is none. */
  readonly ask: (client: StoreClient, server: Endpoint) => Promise<void>;
  /** Whether what was told last does not work. */
  readonly isInTrouble: () => boolean;
}

/**
 * One connection to one of several servers that know where the data is: the sentinels, or the nodes of a cluster. Asks at once,
 * then from time to time, and twice a second in trouble; goes on to the next one when this one does not answer, or does not help.
 */
export class RedisGuide {
  readonly #deps: GuideDeps;
  readonly #cancel: Cancel;
  #client: StoreClient | undefined;
  #server: Endpoint = { host: '', port: 0 };
  #turn = 0;
  #looksUntilAsked = 0;
  #answersInTrouble = 0;
  #isAsking = false;
  #failure = NOT_CONNECTED;

  constructor(deps: GuideDeps) {
    this.#deps = deps;
    this.#cancel = every(deps.clock, LOOK_MS, () => this.#look());
    this.#look();
  }

  /** Why nobody can tell where the data is, in words. */
  get failure(): string {
    return this.#failure;
  }

  get isConnected(): boolean {
    return this.#client?.isReady ?? false;
  }

  /** What was told is no longer true: asks soon. */
  askSoon(): void {
    this.#looksUntilAsked = 0;
  }

  destroy(): void {
    this.#cancel();
    this.#leave();
  }

  #look(): void {
    this.#looksUntilAsked--;
    if (!this.#isAsking && (this.#looksUntilAsked < 0 || !this.isConnected || this.#deps.isInTrouble())) {
      this.#looksUntilAsked = CALM_LOOKS;
      this.#isAsking = true;
      void this.#askInTime().finally(() => {
        this.#isAsking = false;
      });
    }
  }

  async #askInTime(): Promise<void> {
    try {
      await rejectLate(this.#ask(), this.#deps.clock);
      this.#noteAnswer();
    } catch (error) {
      this.#failure = error instanceof GuideCannotTellError ? error.message : describeRedisFailure(error, NO_ANSWER);
      this.#leave();
    }
  }

  async #ask(): Promise<void> {
    const client = this.#client ?? (await this.#goToNext());
    await this.#deps.ask(client, this.#server);
  }

  async #goToNext(): Promise<StoreClient> {
    const candidates = this.#deps.candidates();
    this.#server = candidates[this.#turn++ % candidates.length] ?? this.#server;
    const client = this.#deps.createClient(this.#server);
    this.#client = client;
    this.#answersInTrouble = 0;
    client.on('error', () => {
      if (this.#client === client) {
        this.#leave();
      }
    });
    return client.connect();
  }

  #noteAnswer(): void {
    this.#answersInTrouble = this.#deps.isInTrouble() ? this.#answersInTrouble + 1 : 0;
    if (this.#answersInTrouble > PATIENCE) {
      this.#leave();
    }
  }

  /** The next look goes to the next one. What was asked of this one is rejected. */
  #leave(): void {
    if (this.#client !== undefined) {
      destroyClient(this.#client);
      this.#client = undefined;
    }
  }
}

function rejectLate<T>(work: Promise<T>, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopWaiting = clock.setTimeout(() => reject(new GuideCannotTellError(NO_ANSWER)), COMMAND_TIMEOUT_MS);
    work.then(resolve, reject).finally(stopWaiting);
  });
}
