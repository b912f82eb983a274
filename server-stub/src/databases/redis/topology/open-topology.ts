import type { Clock } from '../../../platform/clock';
import type { Random } from '../../../platform/random';
import { StoreUnusableError } from '../../store-unusable';
import type { Endpoint, RedisAccess, RedisAddress } from '../redis-address';
import { createStoreClient } from './redis-client';
import { ClusterTopology } from './redis-cluster';
import { RedisMaster } from './redis-master';
import { SentinelTopology } from './redis-sentinel';
import type { RedisTopology, WakeUpListener } from './redis-topology';

export interface TopologyDeps {
  readonly clock: Clock;
  /** For the jitter of reconnecting. */
  readonly random: Random;
  /** Connections that may ever be open at the same time. */
  readonly connectionLimit: number;
  readonly listener: WakeUpListener;
  /** Matches every channel that may be asked for. */
  readonly livePattern: string;
}

/** As an operator sees them in Redis's list of clients. */
const CLIENT_NAMES = { commands: 'cell-monitor', live: 'cell-monitor-live', guide: 'cell-monitor-guide' };

const MIN_CONNECTIONS = { single: 2, sentinel: 3, cluster: 3 };

/**
 * Begins to connect to one server, to the master that sentinels name, or to a cluster, as the address says, and does not wait for it.
 * @throws StoreUnusableError when the connections are too few
 */
export function openTopology(
  address: RedisAddress,
  { clock, random, connectionLimit, listener, livePattern }: TopologyDeps,
): RedisTopology {
  refuseTooFewConnections(address, connectionLimit);
  const createClient = (server: Endpoint, purpose: 'commands' | 'live') =>
    createStoreClient({ server, access: address.access, name: CLIENT_NAMES[purpose], reconnect: random });
  const createGuideClient = (access: RedisAccess) => (server: Endpoint) =>
    createStoreClient({ server, access, name: CLIENT_NAMES.guide, reconnect: undefined });
  const deps = { clock, createClient, listener, livePattern, connectionLimit };
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

function refuseTooFewConnections({ kind }: RedisAddress, connectionLimit: number): void {
  const min = MIN_CONNECTIONS[kind];
  if (connectionLimit < min) {
    throw new StoreUnusableError(
      `CELL_MONITOR_REDIS_CONNECTIONS is ${String(connectionLimit)}, and a Redis URL of this kind needs at least ${String(min)}.`,
    );
  }
}
