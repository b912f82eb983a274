import { defineScript } from '../../databases/redis/redis-script';
import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { UpdateResult } from './registry';

/** Fields of the registry's one hash. `code:` leads from a join code to the class that has it; the others belong to one class. */
export const profileField = (classId: string): string => `profile:${classId}`;
export const sinceField = (classId: string): string => `since:${classId}`;
export const codeField = (joinKey: string): string => `code:${joinKey}`;

export const createClass = defineScript<[keys: RedisKeys, id: string, joinKey: string, profile: string, createdAtMs: number], 0 | 1>(
  `
    local id, code = ARGV[1], ARGV[2]
    if redis.call('HEXISTS', KEYS[1], 'profile:' .. id) == 1 or redis.call('HEXISTS', KEYS[1], 'code:' .. code) == 1 then
      return 0
    end
    redis.call('HSET', KEYS[1], 'profile:' .. id, ARGV[3], 'since:' .. id, ARGV[4], 'key:' .. id, code, 'code:' .. code, id)
    return 1`,
  (keys, id, joinKey, profile, createdAtMs) => ({ keys: [keys.registry], args: [id, joinKey, profile, String(createdAtMs)] }),
);

/** Compares the profile as text: each is written by the same function, from what was read. */
export const updateClass = defineScript<
  [keys: RedisKeys, id: string, joinKey: string, profile: string, profileBefore: string],
  UpdateResult
>(
  `
    local id, code = ARGV[1], ARGV[2]
    if redis.call('HGET', KEYS[1], 'profile:' .. id) ~= ARGV[4] then
      return 'outdated'
    end
    local owner = redis.call('HGET', KEYS[1], 'code:' .. code)
    if owner and owner ~= id then
      return 'taken'
    end
    redis.call('HDEL', KEYS[1], 'code:' .. redis.call('HGET', KEYS[1], 'key:' .. id))
    redis.call('HSET', KEYS[1], 'profile:' .. id, ARGV[3], 'key:' .. id, code, 'code:' .. code, id)
    return 'updated'`,
  (keys, id, joinKey, profile, profileBefore) => ({ keys: [keys.registry], args: [id, joinKey, profile, profileBefore] }),
);

/** The field of the registry's hash that holds the name of the key that a server signed with last. */
const SIGNING_KEY_FIELD = 'signing-key';

export const swapSigningKey = defineScript<[keys: RedisKeys, kid: string], string | null>(
  `
    local before = redis.call('HGET', KEYS[1], ARGV[1])
    redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
    return before`,
  (keys, kid) => ({ keys: [keys.registry], args: [SIGNING_KEY_FIELD, kid] }),
);
