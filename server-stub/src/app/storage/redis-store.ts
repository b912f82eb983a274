import { RedisAlertLevels } from '../../observability/alerts/redis-alert-levels';
import { RedisEndedSessions } from '../../access/sessions/redis-ended-sessions';
import { RedisAudit } from '../../access/audit/redis-audit';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { RedisPresence } from '../../live/presence/redis-presence';
import { RedisRegistry } from '../../class/registry/redis-registry';
import { RedisRooms } from '../../class/registry/redis-rooms';
import { RedisStaff } from '../../access/staff/redis-staff';
import { AppendOnlyState } from '../../databases/redis/append-only-state';
import { DEFAULT_REDIS_CONNECTIONS, parseRedisAddress } from '../../databases/redis/redis-address';
import { RedisErasure } from '../../log/redis/redis-erasure';
import { RedisEventLog } from '../../log/redis/redis-event-log';
import { readRedisFigures } from '../../databases/redis/redis-figures';
import { RedisGrowth } from '../../log/redis/redis-growth';
import { RedisKeys } from '../../databases/redis/redis-keys';
import { RedisRetention } from '../../log/redis/redis-retention';
import { openTopology } from '../../databases/redis/topology/open-topology';
import type { Store } from './store';

export interface RedisStoreOptions {
  /** May hold a password, so it is never repeated in an error. */
  readonly url: string;
  readonly clock: Clock;
  /** For the jitter of reconnecting. */
  readonly random: Random;
  /** What every key begins with, so that several servers can share one Redis and not their classes. */
  readonly keyPrefix?: string;
  /** Connections that may ever be open at the same time. */
  readonly connectionLimit?: number;
}

/**
 * Opens the store in Redis: one server over two connections, a master behind sentinels over three, a cluster over one more than
 * twice its masters. Does not wait for them: while Redis cannot be reached every call fails at once with a `LogUnavailableError`,
 * and connecting is tried until the store is closed.
 * @throws StoreUnusableError when the URL cannot be used, or the connections are too few
 */
export function openRedisStore(options: RedisStoreOptions): Store {
  const { url, clock, random, keyPrefix, connectionLimit = DEFAULT_REDIS_CONNECTIONS } = options;
  const address = parseRedisAddress(url);
  const keys = new RedisKeys(keyPrefix);
  const growth = new RedisGrowth(keys);
  const redis = openTopology(address, { clock, random, connectionLimit, listener: growth, livePattern: keys.livePattern });
  const presence = new RedisPresence(redis, keys, clock);
  let closing: Promise<void> | undefined;
  const closeStore = (): Promise<void> => {
    growth.close();
    presence.close();
    closing ??= redis.close();
    return closing;
  };
  const target = { keys, publish: address.kind === 'cluster' ? 'SPUBLISH' : 'PUBLISH' } as const;
  const registry = new RedisRegistry(redis, keys, closeStore);
  const appendOnly = new AppendOnlyState(() => redis.run(keys.registry, client => client.info('persistence')));
  return {
    log: new RedisEventLog({
      redis,
      target,
      growth,
      wasHere: classId => registry.hasSeen(classId),
      isGone: classId => registry.hasLost(classId),
      closeStore,
    }),
    retention: new RedisRetention(redis, keys),
    erasure: new RedisErasure(redis, target),
    registry,
    staff: new RedisStaff(redis, keys),
    rooms: new RedisRooms(redis, keys),
    audit: new RedisAudit(redis, keys),
    alertLevels: new RedisAlertLevels(redis, keys),
    endedSessions: new RedisEndedSessions(redis, keys),
    presence,
    figures: () =>
      readRedisFigures(
        () => redis.run(keys.registry, client => client.info()),
        () => redis.openConnections,
      ),
    durability: () => appendOnly.problem(),
    close: closeStore,
  };
}
