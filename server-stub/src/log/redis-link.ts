import type { Clock } from '../platform/clock';
import { LogUnavailableError } from './event-log';
import type { StoreClient } from './redis-client';
import { describeRedisFailure, NO_ANSWER, toLogUnavailable } from './redis-failure';

/** How long a command may take; then its outcome is unknown and it counts as failed. */
export const COMMAND_TIMEOUT_MS = 2_000;

/**
 * One connection that carries every command, pipelined. Gives each command a time limit, which the client has only for
 * commands that were not sent yet, and lets nothing queue behind a Redis that has stopped answering.
 */
export class RedisLink {
  readonly #client: StoreClient;
  readonly #clock: Clock;
  #connectionReason = 'Redis is not connected yet';
  #isStalled = false;

  constructor(client: StoreClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    client.on('error', error => {
      this.#connectionReason = describeRedisFailure(error, this.#connectionReason);
    });
    // Never rejects while the client is wanted: it tries until it is closed, and its errors arrive above.
    client.connect().catch(() => undefined);
  }

  /** Sends one command. @throws LogUnavailableError when there is no good reply in time; Redis may have done it all the same */
  run<T>(send: (client: StoreClient) => Promise<T>): Promise<T> {
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
          reject(toLogUnavailable(error, this.#connectionReason));
        },
      );
    });
  }

  close(): Promise<void> {
    return closeClient(this.#client, this.#clock);
  }
}

/** Waits for the replies that are due, but no longer than for any command. */
export async function closeClient(client: StoreClient, clock: Clock): Promise<void> {
  if (!client.isOpen) {
    return;
  }
  const stopWaiting = clock.setTimeout(() => client.destroy(), COMMAND_TIMEOUT_MS);
  await client.close();
  stopWaiting();
}
