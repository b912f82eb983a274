import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';
import type { InstructorRecord, Staff } from './staff';

/** Instructors in one hash in Redis, by their ids. */
export class RedisStaff implements Staff {
  readonly #redis: RedisTopology;
  readonly #key: string;

  constructor(redis: RedisTopology, keys: RedisKeys) {
    this.#redis = redis;
    this.#key = keys.instructors;
  }

  async list(): Promise<readonly InstructorRecord[]> {
    const texts = await this.#redis.run(this.#key, client => client.hVals(this.#key));
    const records = texts.map(text => JSON.parse(text) as InstructorRecord);
    return records.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  }

  async add(record: InstructorRecord): Promise<void> {
    await this.#redis.run(this.#key, client => client.hSet(this.#key, record.id, JSON.stringify(record)));
  }

  async remove(id: string): Promise<boolean> {
    return (await this.#redis.run(this.#key, client => client.hDel(this.#key, id))) === 1;
  }
}
