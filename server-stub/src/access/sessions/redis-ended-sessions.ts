import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';
import type { EndedSessions } from './ended-sessions';

/** Ended sessions in one sorted set in Redis, by when they would have ended by themselves. */
export class RedisEndedSessions implements EndedSessions {
  readonly #redis: RedisTopology;
  readonly #key: string;

  constructor(redis: RedisTopology, keys: RedisKeys) {
    this.#redis = redis;
    this.#key = keys.endedSessions;
  }

  async add(sessionId: string, expiresAtMs: number, nowMs: number): Promise<void> {
    await this.#redis.run(this.#key, client =>
      Promise.all([
        client.zRemRangeByScore(this.#key, '-inf', `(${String(nowMs)}`),
        client.zAdd(this.#key, { score: expiresAtMs, value: sessionId }),
      ]),
    );
  }

  async has(sessionId: string): Promise<boolean> {
    return (await this.#redis.run(this.#key, client => client.zScore(this.#key, sessionId))) !== null;
  }
}
