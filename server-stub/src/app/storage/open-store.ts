import { join } from 'node:path';
import type { Config } from '../../config/config';
import { systemClock } from '../../platform/clock';
import { systemRandom } from '../../platform/random';
import { openRedisStore } from './redis-store';
import { openSqliteStore } from './sqlite-store';
import type { Store } from './store';

/** The store's file in the data folder. */
export const sqliteFileOf = (dataDir: string): string => join(dataDir, 'log.sqlite');

/** Opens the store that the settings name. @throws StoreUnusableError */
export function openStore(config: Pick<Config, 'redisUrl' | 'redisPrefix' | 'redisConnections' | 'dataDir'>): Store {
  const { redisUrl, redisPrefix: keyPrefix, redisConnections: connectionLimit, dataDir } = config;
  return redisUrl === undefined
    ? openSqliteStore(sqliteFileOf(dataDir), undefined, { keepsReserve: true })
    : openRedisStore({ url: redisUrl, clock: systemClock, random: systemRandom, keyPrefix, connectionLimit });
}
