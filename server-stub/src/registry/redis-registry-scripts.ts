import { type CommandParser, defineScript } from '@redis/client';
import type { RedisKeys } from '../log/redis-keys';
import type { UpdateResult } from './registry';

/** Fields of the registry's one hash. `code:` leads from a join code to the class that has it; the others belong to one class. */
export const profileField = (classId: string): string => `profile:${classId}`;
export const sinceField = (classId: string): string => `since:${classId}`;
export const codeField = (joinKey: string): string => `code:${joinKey}`;

const createClass = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    local id, code = ARGV[1], ARGV[2]
    if redis.call('HEXISTS', KEYS[1], 'profile:' .. id) == 1 or redis.call('HEXISTS', KEYS[1], 'code:' .. code) == 1 then
      return 0
    end
    redis.call('HSET', KEYS[1], 'profile:' .. id, ARGV[3], 'since:' .. id, ARGV[4], 'key:' .. id, code, 'code:' .. code, id)
    return 1`,
  parseCommand(parser: CommandParser, keys: RedisKeys, id: string, joinKey: string, profile: string, createdAtMs: number) {
    parser.pushKey(keys.registry);
    parser.push(id, joinKey, profile, String(createdAtMs));
  },
  transformReply: undefined as unknown as () => 0 | 1,
});

/** Compares the profile as text: each is written by the same function, from what was read. */
const updateClass = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
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
  parseCommand(parser: CommandParser, keys: RedisKeys, id: string, joinKey: string, profile: string, profileBefore: string) {
    parser.pushKey(keys.registry);
    parser.push(id, joinKey, profile, profileBefore);
  },
  transformReply: undefined as unknown as () => UpdateResult,
});

/** Fields of a class's hash of enrolments, three for each student. */
export const enrolmentFields = (studentId: string): [string, string, string] => [
  `device:${studentId}`,
  `profile:${studentId}`,
  `since:${studentId}`,
];

/** Answers when the device took the name, or nothing when another device holds it. */
const enrolStudent = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    local holder = redis.call('HGET', KEYS[1], ARGV[1])
    if holder and holder ~= ARGV[4] then
      return false
    end
    redis.call('HSETNX', KEYS[1], ARGV[3], ARGV[6])
    redis.call('HSET', KEYS[1], ARGV[1], ARGV[4], ARGV[2], ARGV[5])
    return redis.call('HGET', KEYS[1], ARGV[3])`,
  parseCommand(
    parser: CommandParser,
    keys: RedisKeys,
    classId: string,
    studentId: string,
    deviceId: string,
    profile: string,
    enrolledAtMs: number,
  ) {
    parser.pushKey(keys.enrolments(classId));
    parser.push(...enrolmentFields(studentId), deviceId, profile, String(enrolledAtMs));
  },
  transformReply: undefined as unknown as () => string | null,
});

/** The field of the registry's hash that holds the name of the key that a server signed with last. */
const SIGNING_KEY_FIELD = 'signing-key';

const swapSigningKey = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    local before = redis.call('HGET', KEYS[1], ARGV[1])
    redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
    return before`,
  parseCommand(parser: CommandParser, keys: RedisKeys, kid: string) {
    parser.pushKey(keys.registry);
    parser.push(SIGNING_KEY_FIELD, kid);
  },
  transformReply: undefined as unknown as () => string | null,
});

export const registryScripts = { createClass, updateClass, enrolStudent, swapSigningKey };
