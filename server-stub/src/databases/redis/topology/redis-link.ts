import type { Clock } from '../../../platform/clock';
import { LogUnavailableError } from '../../log-unavailable';
import { destroyClient, destroyOnLateConnect, type StoreClient } from './redis-client';
import { describeRedisFailure, NO_ANSWER, NOT_CONNECTED } from '../redis-failure';

/** How long a command may take; then its outcome is unknown and it counts as failed. */
export const COMMAND_TIMEOUT_MS = 2_000;

/** One command, or the two of which a script may consist, on the connection that it is given. */
export type Send<T> = (client: StoreClient) => Promise<T>;

/**
 * One connection that carries every command for a server, pipelined. Gives each command a time limit, which the client has only
 * for commands that were not sent yet, and lets nothing queue behind a Redis that has stopped answering.
 */
export class RedisLink {
  readonly #client: StoreClient;
  readonly #clock: Clock;
  #failure = NOT_CONNECTED;
  #isStalled = false;

  constructor(client: StoreClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    client.on('error', error => {
      this.#failure = describeRedisFailure(error, this.#failure);
    });
    // Never rejects while the client is wanted: it tries until it is closed, and its errors arrive above.
    client.connect().catch(() => undefined);
  }

  get isConnected(): boolean {
    return this.#client.isReady;
  }

  /** Whether it is connected and, as far as is known, answered. */
  get isHealthy(): boolean {
    return this.#client.isReady && !this.#isStalled;
  }

  /** Why there is no connection, in words. */
  get failure(): string {
    return this.#failure;
  }

  /** Sends one command. Rejects with what the client or Redis said, or when there is no reply in time; Redis may have done it all the same. */
  attempt<T>(send: Send<T>): Promise<T> {
    if (this.#isStalled) {
      return Promise.reject(new LogUnavailableError(NO_ANSWER));
    }
    return new Promise<T>((resolve, reject) => {
      const stopWaiting = this.#clock.setTimeout(() => {
        this.#isStalled = true;
        reject(new LogUnavailableError(NO_ANSWER));
      }, COMMAND_TIMEOUT_MS);
      const settle = (): void => {
        stopWaiting();
        this.#isStalled = false;
      };
      send(this.#client).then(
        reply => {
          settle();
          resolve(reply);
        },
        (error: unknown) => {
          settle();
          reject(error);
        },
      );
    });
  }

  /** Waits for the replies that are due, but no longer than for any command. */
  async close(): Promise<void> {
    if (!this.#client.isOpen) {
      return;
    }
    const stopWaiting = this.#clock.setTimeout(() => this.destroy(), COMMAND_TIMEOUT_MS);
    destroyOnLateConnect(this.#client);
    await this.#client.close();
    stopWaiting();
  }

  /** Fails what is under way and hangs up at once. */
  destroy(): void {
    destroyClient(this.#client);
  }
}
