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

/** Fields of a class's hash of enrolments, three for each student. */
export const enrolmentFields = (studentId: string): [string, string, string] => [
  `device:${studentId}`,
  `profile:${studentId}`,
  `since:${studentId}`,
];

/** A student's field of a class's roster. With a prefix: the client reads a hash into an object, where `__proto__` is no name. */
export const rosterField = (studentId: string): string => `student:${studentId}`;

/** What the roster calls a student, whose own words count for what it does not say. */
const NAME_BY_ROSTER = `
    local function name_by_roster(profile, row)
      local name, listed = cjson.decode(profile), cjson.decode(row)
      local is_same = name.displayName == listed.displayName and (not listed.team or name.team == listed.team)
      name.displayName = listed.displayName
      name.team = listed.team or name.team
      return cjson.encode(name), is_same
    end`;

interface Joining {
  readonly deviceId: string;
  readonly profile: string;
  readonly enrolledAtMs: number;
  readonly mustBeListed: boolean;
}

/** Answers when the device took the name, and its profile, or why it did not. */
export const enrolStudent = defineScript<
  [keys: RedisKeys, classId: string, studentId: string, joining: Joining],
  'taken' | 'not_on_roster' | [enrolledAtMs: string, profile: string]
>(
  `${NAME_BY_ROSTER}
    local device, profile, since, student = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
    local own = ARGV[6]
    local row = redis.call('HGET', KEYS[2], 'student:' .. student)
    if row then
      own = name_by_roster(own, row)
    elseif ARGV[8] == '1' or redis.call('EXISTS', KEYS[2]) == 1 then
      return 'not_on_roster'
    end
    local holder = redis.call('HGET', KEYS[1], device)
    if holder and holder ~= ARGV[5] then
      return 'taken'
    end
    redis.call('HSETNX', KEYS[1], since, ARGV[7])
    redis.call('HSET', KEYS[1], device, ARGV[5], profile, own)
    return {redis.call('HGET', KEYS[1], since), own}`,
  (keys, classId, studentId, joining) => {
    const { deviceId, profile, enrolledAtMs, mustBeListed } = joining;
    return {
      keys: [keys.enrolments(classId), keys.roster(classId)],
      args: [...enrolmentFields(studentId), studentId, deviceId, profile, String(enrolledAtMs), mustBeListed ? '1' : '0'],
    };
  },
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

/** Answers who was released, and who was renamed with the new profile after each. */
export const replaceRoster = defineScript<
  [keys: RedisKeys, classId: string, rows: readonly (readonly [studentId: string, row: string])[]],
  [released: string[], renamed: string[]]
>(
  `${NAME_BY_ROSTER}
    redis.call('DEL', KEYS[2])
    local rows = {}
    for i = 1, #ARGV, 2 do
      rows[ARGV[i]] = ARGV[i + 1]
      redis.call('HSET', KEYS[2], 'student:' .. ARGV[i], ARGV[i + 1])
    end
    local released, renamed = {}, {}
    local enrolled = #ARGV == 0 and {} or redis.call('HGETALL', KEYS[1])
    for i = 1, #enrolled, 2 do
      if string.sub(enrolled[i], 1, 8) == 'profile:' then
        local student = string.sub(enrolled[i], 9)
        if rows[student] then
          local profile, is_same = name_by_roster(enrolled[i + 1], rows[student])
          if not is_same then
            redis.call('HSET', KEYS[1], enrolled[i], profile)
            renamed[#renamed + 1] = student
            renamed[#renamed + 1] = profile
          end
        else
          redis.call('HDEL', KEYS[1], 'device:' .. student, enrolled[i], 'since:' .. student)
          released[#released + 1] = student
        end
      end
    end
    return {released, renamed}`,
  (keys, classId, rows) => ({ keys: [keys.enrolments(classId), keys.roster(classId)], args: rows.flat() }),
);
