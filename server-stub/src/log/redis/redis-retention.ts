import { LOG_START, type Position } from '../event-log';
import type { LogRetention, SourceMark } from '../log-retention';
import type { RedisKeys } from '../../databases/redis/redis-keys';
import { raiseMarks, resumeLog, trimLog } from './redis-retention-scripts';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';

/** Marks raised by one script call, so that none holds Redis up. */
const MARKS_PER_CALL = 500;

/** Trims a log in Redis. Each call of `trim` is one script; the caller trims a few megabytes at a time. */
export class RedisRetention implements LogRetention {
  readonly #redis: RedisTopology;
  readonly #keys: RedisKeys;

  constructor(redis: RedisTopology, keys: RedisKeys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  async trimmedThrough(classId: string): Promise<Position> {
    const key = this.#keys.trimmed(classId);
    return (await this.#redis.run(key, client => client.get(key))) ?? LOG_START;
  }

  async lastPosition(classId: string): Promise<Position> {
    const key = this.#keys.log(classId);
    const newest = await this.#redis.run(key, client => client.xRevRange(key, '+', '-', { COUNT: 1 }));
    return newest?.[0]?.id ?? this.trimmedThrough(classId);
  }

  async trim(classId: string, through: Position): Promise<void> {
    await this.#redis.runScript(trimLog, this.#keys, classId, through);
  }

  /** The marks first: a log that is cut off here lacks its entries still, and is taken up again. */
  async resumeAfter(classId: string, through: Position, marks: readonly SourceMark[]): Promise<void> {
    for (let start = 0; start < marks.length; start += MARKS_PER_CALL) {
      const some = marks.slice(start, start + MARKS_PER_CALL);
      await this.#redis.runScript(raiseMarks, this.#keys, classId, some);
    }
    await this.#redis.runScript(resumeLog, this.#keys, classId, through);
  }

  async sizeBytes(classIds: readonly string[]): Promise<number> {
    const sizes = await Promise.all(classIds.map(classId => this.#sizeOf(this.#keys.log(classId))));
    return sizes.reduce((total, size) => total + size, 0);
  }

  async takeLease(holder: string, forMs: number): Promise<boolean> {
    const key = this.#keys.janitor;
    const expiration = { type: 'PX', value: forMs } as const;
    if ((await this.#redis.run(key, client => client.set(key, holder, { expiration, condition: 'NX' }))) !== null) {
      return true;
    }
    if ((await this.#redis.run(key, client => client.get(key))) !== holder) {
      return false;
    }
    await this.#redis.run(key, client => client.pExpire(key, forMs));
    return true;
  }

  async #sizeOf(key: string): Promise<number> {
    return (await this.#redis.run(key, client => client.memoryUsage(key))) ?? 0;
  }
}
