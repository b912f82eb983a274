import { setTimeout as delay } from 'node:timers/promises';
import { RedisClient } from '@redis/client';
import { openRedisStore, type RedisStoreOptions } from '../../../src/app/storage/redis-store';
import type { Store } from '../../../src/app/storage/store';
import { systemClock } from '../../../src/platform/clock';
import { systemRandom } from '../../../src/platform/random';

export const open = (url: string, options: Partial<RedisStoreOptions> = {}): Store =>
  openRedisStore({ url, clock: systemClock, random: systemRandom, ...options });

/** Far more than it takes, for machines that do much else. */
const PATIENCE_MS = 45_000;
const POLL_MS = 20;

/** Repeats `look` until it neither throws nor says false. @throws what it threw last, when that takes too long */
export async function until(look: () => unknown, limitMs = PATIENCE_MS): Promise<void> {
  const deadlineMs = Date.now() + limitMs;
  for (;;) {
    const outcome = await failureOf(
      (async () => look())().then(said => (said === false ? Promise.reject(new Error('still not so')) : said)),
    );
    if (outcome === undefined) {
      return;
    }
    if (Date.now() > deadlineMs) {
      throw outcome;
    }
    await delay(POLL_MS);
  }
}

/** Waits until the store is connected, or has healed. */
export const untilReady = ({ log }: Store): Promise<void> => until(() => log.check());

/** What `action` was rejected with, or undefined when it was not. */
export const failureOf = (action: Promise<unknown>): Promise<unknown> =>
  action.then(
    () => undefined,
    (error: unknown) => error,
  );

export type Admin = Awaited<ReturnType<typeof connectAdmin>>;

/** As the store's own clients are made. */
const createClient = RedisClient.factory();

/** A connection beside the store's own, to look and to meddle. */
export const connectAdmin = (url: string) =>
  createClient({ url })
    .on('error', () => undefined)
    .connect();
