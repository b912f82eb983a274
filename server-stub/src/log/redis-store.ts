import type { Clock } from '../platform/clock';
import type { Random } from '../platform/random';
import { RedisRegistry } from '../registry/redis-registry';
import { createStoreClient } from './redis-client';
import { RedisEventLog } from './redis-event-log';
import { readRedisFigures } from './redis-figures';
import { RedisGrowth } from './redis-growth';
import { RedisLink } from './redis-link';
import type { Store } from './store';

export interface RedisStoreOptions {
  /** `redis://` or `rediss://`. May hold a password, so it is never repeated in an error. */
  readonly url: string;
  readonly clock: Clock;
  /** For the jitter of reconnecting. */
  readonly random: Random;
}

/**
 * Opens the store in Redis over two connections, one for commands and one for wake-ups. Does not wait for them: while Redis cannot
 * be reached every call fails at once with a `LogUnavailableError`, and both connections are tried until the store is closed.
 * @throws StoreUnusableError when the URL cannot be used
 */
export function openRedisStore({ url, clock, random }: RedisStoreOptions): Store {
  const clients = [createStoreClient(url, 'cell-monitor', random), createStoreClient(url, 'cell-monitor-live', random)] as const;
  const link = new RedisLink(clients[0], clock);
  const growth = new RedisGrowth(clients[1], clock);
  const ownConnections = (): number => clients.filter(({ isReady }) => isReady).length;
  let closing: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    closing ??= Promise.all([link.close(), growth.close()]);
    await closing;
  };
  return {
    log: new RedisEventLog(link, growth, close),
    registry: new RedisRegistry(link, close),
    figures: () => readRedisFigures(() => link.run(client => client.info()), ownConnections),
    close,
  };
}
