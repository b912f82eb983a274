import { RedisAlertLevels } from '../../observability/alerts/redis-alert-levels';
import { RedisAudit } from '../../access/audit/redis-audit';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { RedisPresence } from '../../live/presence/redis-presence';
import { RedisRegistry } from '../../class/registry/redis-registry';
import { RedisRooms } from '../../class/registry/redis-rooms';
import { RedisStaff } from '../../access/staff/redis-staff';
import {
  DEFAULT_REDIS_CONNECTIONS,
  type Endpoint,
  parseRedisAddress,
  type RedisAccess,
  type RedisAddress,
} from '../../databases/redis/redis-address';
import { createStoreClient } from '../../databases/redis/topology/redis-client';
import { ClusterTopology } from '../../databases/redis/topology/redis-cluster';
import { RedisErasure } from '../../log/redis/redis-erasure';
import { RedisEventLog } from '../../log/redis/redis-event-log';
import { readRedisFigures } from '../../databases/redis/redis-figures';
import { RedisGrowth } from '../../log/redis/redis-growth';
import { RedisKeys } from '../../databases/redis/redis-keys';
import { RedisMaster } from '../../databases/redis/topology/redis-master';
import { RedisRetention } from '../../log/redis/redis-retention';
import { SentinelTopology } from '../../databases/redis/topology/redis-sentinel';
import type { RedisTopology, WakeUpListener } from '../../databases/redis/topology/redis-topology';
import { StoreUnusableError } from '../../databases/store-unusable';
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
  const address = parseRedisAddress(options.url);
  const connectionLimit = options.connectionLimit ?? DEFAULT_REDIS_CONNECTIONS;
  refuseTooFew(address, connectionLimit);
  const keys = new RedisKeys(options.keyPrefix);
  const growth = new RedisGrowth(keys);
  const redis = openTopology(address, { ...options, connectionLimit }, keys, growth);
  const presence = new RedisPresence(redis, keys, options.clock);
  let closing: Promise<void> | undefined;
  const closeStore = (): Promise<void> => {
    growth.close();
    presence.close();
    closing ??= redis.close();
    return closing;
  };
  const target = { keys, publish: address.kind === 'cluster' ? 'SPUBLISH' : 'PUBLISH' } as const;
  return {
    log: new RedisEventLog({ redis, target, growth, closeStore }),
    retention: new RedisRetention(redis, keys),
    erasure: new RedisErasure(redis, target),
    registry: new RedisRegistry(redis, keys, closeStore),
    staff: new RedisStaff(redis, keys),
    rooms: new RedisRooms(redis, keys),
    audit: new RedisAudit(redis, keys),
    alertLevels: new RedisAlertLevels(redis, keys),
    presence,
    figures: () =>
      readRedisFigures(
        () => redis.run(keys.registry, client => client.info()),
        () => redis.openConnections,
      ),
    close: closeStore,
  };
}

const LEAST_CONNECTIONS = { single: 2, sentinel: 3, cluster: 3 };

function refuseTooFew({ kind }: RedisAddress, connectionLimit: number): void {
  const least = LEAST_CONNECTIONS[kind];
  if (connectionLimit < least) {
    throw new StoreUnusableError(
      `CELL_MONITOR_REDIS_CONNECTIONS is ${String(connectionLimit)}, and a Redis URL of this kind needs at least ${String(least)}.`,
    );
  }
}

function openTopology(
  address: RedisAddress,
  { clock, random, connectionLimit }: RedisStoreOptions & { readonly connectionLimit: number },
  keys: RedisKeys,
  listener: WakeUpListener,
): RedisTopology {
  const createClient = (server: Endpoint, purpose: 'commands' | 'live') =>
    createStoreClient({ server, access: address.access, name: NAMES[purpose], reconnect: random });
  const createGuideClient = (access: RedisAccess) => (server: Endpoint) =>
    createStoreClient({ server, access, name: NAMES.guide, reconnect: undefined });
  const deps = { clock, createClient, listener, livePattern: keys.livePattern, connectionLimit };
  switch (address.kind) {
    case 'single': {
      const master = new RedisMaster(deps);
      master.moveTo(address.server);
      return master;
    }
    case 'sentinel':
      return new SentinelTopology({ ...deps, ...address, createSentinelClient: createGuideClient(address.sentinelAccess) });
    case 'cluster':
      return new ClusterTopology({ ...deps, ...address, createGuideClient: createGuideClient(address.access) });
  }
}

/** As an operator sees them in Redis's list of clients. */
const NAMES = { commands: 'cell-monitor', live: 'cell-monitor-live', guide: 'cell-monitor-guide' };
