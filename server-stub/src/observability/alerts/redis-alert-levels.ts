import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';
import type { AlertLevelStore, ChosenLevels } from './alert-level-store';
import { readChosenLevels } from './check-levels';

/** Levels in one hash in Redis, a field for each alert. */
export class RedisAlertLevels implements AlertLevelStore {
  readonly #redis: RedisTopology;
  readonly #key: string;

  constructor(redis: RedisTopology, keys: RedisKeys) {
    this.#redis = redis;
    this.#key = keys.alertLevels;
  }

  async get(): Promise<ChosenLevels> {
    return readChosenLevels(Object.entries(await this.#redis.run(this.#key, client => client.hGetAll(this.#key))));
  }

  async put(chosen: ChosenLevels): Promise<void> {
    const fields = Object.entries(chosen).map(([alert, setting]) => [alert, JSON.stringify(setting)] as const);
    if (fields.length > 0) {
      await this.#redis.run(this.#key, client => client.hSet(this.#key, Object.fromEntries(fields)));
    }
  }
}
