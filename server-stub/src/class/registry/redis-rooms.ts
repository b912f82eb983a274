import { defineScript } from '../../databases/redis/redis-script';
import type { Room, RoomPlan } from '../../../../src/protocol';
import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';
import { NO_ROOMS, type Rooms } from './rooms';

const replaceRooms = defineScript<[keys: RedisKeys, classId: string, revision: number, rooms: string], 0 | 1>(
  `
    local revision = redis.call('HGET', KEYS[1], 'revision') or '0'
    if revision ~= ARGV[1] then
      return 0
    end
    redis.call('HSET', KEYS[1], 'revision', tostring(tonumber(revision) + 1), 'rooms', ARGV[2])
    return 1`,
  (keys, classId, revision, rooms) => ({ keys: [keys.rooms(classId)], args: [String(revision), rooms] }),
);

/** Rooms in one hash for each class. */
export class RedisRooms implements Rooms {
  readonly #redis: RedisTopology;
  readonly #keys: RedisKeys;

  constructor(redis: RedisTopology, keys: RedisKeys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  async get(classId: string): Promise<RoomPlan> {
    const key = this.#keys.rooms(classId);
    const [revision, rooms] = await this.#redis.run(key, client => client.hmGet(key, ['revision', 'rooms']));
    return typeof rooms === 'string' ? { revision: Number(revision), rooms: JSON.parse(rooms) as Room[] } : NO_ROOMS;
  }

  async replace(classId: string, { revision, rooms }: RoomPlan): Promise<boolean> {
    const text = JSON.stringify(rooms);
    return (await this.#redis.runScript(replaceRooms, this.#keys, classId, revision, text)) === 1;
  }
}
