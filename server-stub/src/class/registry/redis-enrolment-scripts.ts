import { defineScript } from '../../databases/redis/redis-script';
import type { RedisKeys } from '../../databases/redis/redis-keys';

/**
 * Fields of a class's hash of enrolments. Three for each student that are read from outside; `key-of:`, `key:` (from a key to the student who was
 * first under it), `names:` (how many a device holds), `withdrawn:` (from a key to the device that had to let go) and `count` are the scripts' own.
 */
export const enrolmentFields = (studentId: string): [string, string, string] => [
  `device:${studentId}`,
  `profile:${studentId}`,
  `since:${studentId}`,
];
export const withdrawnField = (key: string): string => `withdrawn:${key}`;
/** There as soon as the scripts' own fields are complete. */
export const COUNT_FIELD = 'count';

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

/** KEYS[1]: the enrolments; KEYS[2]: those who never reported, by when they joined. */
const DROP = `
    local function drop(student)
      local device = redis.call('HGET', KEYS[1], 'device:' .. student)
      if not device then
        return 0
      end
      local key = redis.call('HGET', KEYS[1], 'key-of:' .. student)
      if key and redis.call('HGET', KEYS[1], 'key:' .. key) == student then
        redis.call('HDEL', KEYS[1], 'key:' .. key)
      end
      redis.call('HDEL', KEYS[1], 'device:' .. student, 'profile:' .. student, 'since:' .. student, 'key-of:' .. student)
      if redis.call('HEXISTS', KEYS[1], 'count') == 1 then
        redis.call('HINCRBY', KEYS[1], 'count', -1)
      end
      if redis.call('HEXISTS', KEYS[1], 'names:' .. device) == 1 and redis.call('HINCRBY', KEYS[1], 'names:' .. device, -1) < 1 then
        redis.call('HDEL', KEYS[1], 'names:' .. device)
      end
      redis.call('ZREM', KEYS[2], student)
      return 1
    end`;

interface Joining {
  readonly studentKey: string;
  readonly deviceId: string;
  readonly profile: string;
  readonly enrolledAtMs: number;
  readonly mustBeListed: boolean;
  readonly maxStudents: number;
  readonly maxNames: number;
  readonly isAskedFor: boolean;
}

type JoiningAnswer =
  | 'taken'
  /** Taken, under another spelling. */
  | [studentId: string]
  | 'released'
  | 'not_on_roster'
  | 'class_full'
  | 'too_many_names'
  | [studentId: string, enrolledAtMs: string, profile: string, displaced?: string];

const flag = (is: boolean): string => (is ? '1' : '0');

/** Answers under which id the device has the name since when, its profile, and who lost their place to it; or why it did not get it. */
export const enrolStudent = defineScript<[keys: RedisKeys, classId: string, studentId: string, joining: Joining], JoiningAnswer>(
  `${NAME_BY_ROSTER}${DROP}
    local student, device, own, now, key = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
    local row = redis.call('HGET', KEYS[3], 'student:' .. student)
    if row then
      own = name_by_roster(own, row)
    elseif ARGV[6] == '1' or redis.call('EXISTS', KEYS[3]) == 1 then
      return 'not_on_roster'
    elseif redis.call('HEXISTS', KEYS[1], 'device:' .. student) == 0 then
      student = redis.call('HGET', KEYS[1], 'key:' .. key) or student
    end
    local holder = redis.call('HGET', KEYS[1], 'device:' .. student)
    if holder then
      if holder ~= device then
        return student == ARGV[1] and 'taken' or {student}
      end
      redis.call('HSET', KEYS[1], 'profile:' .. student, own)
      return {student, redis.call('HGET', KEYS[1], 'since:' .. student), own}
    end
    if ARGV[9] == '0' and redis.call('HGET', KEYS[1], 'withdrawn:' .. key) == device then
      return 'released'
    end
    if tonumber(redis.call('HGET', KEYS[1], 'names:' .. device) or 0) >= tonumber(ARGV[8]) then
      return 'too_many_names'
    end
    local displaced
    if not row and tonumber(redis.call('HGET', KEYS[1], 'count') or 0) >= tonumber(ARGV[7]) then
      displaced = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
      if not displaced then
        return 'class_full'
      end
      drop(displaced)
    end
    redis.call('HSET', KEYS[1], 'device:' .. student, device, 'profile:' .. student, own, 'since:' .. student, now, 'key-of:' .. student, key)
    redis.call('HSETNX', KEYS[1], 'key:' .. key, student)
    redis.call('HINCRBY', KEYS[1], 'count', 1)
    redis.call('HINCRBY', KEYS[1], 'names:' .. device, 1)
    redis.call('HDEL', KEYS[1], 'withdrawn:' .. key)
    redis.call('ZADD', KEYS[2], now, student)
    return {student, now, own, displaced}`,
  (keys, classId, studentId, joining) => {
    const { deviceId, profile, enrolledAtMs, mustBeListed, maxStudents, maxNames, isAskedFor } = joining;
    const words = [studentId, deviceId, profile, String(enrolledAtMs), joining.studentKey];
    const limits = [flag(mustBeListed), String(maxStudents), String(maxNames), flag(isAskedFor)];
    return { keys: [keys.enrolments(classId), keys.silent(classId), keys.roster(classId)], args: [...words, ...limits] };
  },
);

/** Gives the enrolments of before keys were compared what the scripts need of them. Who joined then counts as having reported. */
export const indexEnrolments = defineScript<
  [keys: RedisKeys, classId: string, keyed: readonly (readonly [studentId: string, key: string])[]],
  null
>(
  `
    if redis.call('HEXISTS', KEYS[1], 'count') == 1 then
      return nil
    end
    local count = 0
    for i = 1, #ARGV, 2 do
      local student, key = ARGV[i], ARGV[i + 1]
      local device = redis.call('HGET', KEYS[1], 'device:' .. student)
      if device then
        redis.call('HSET', KEYS[1], 'key-of:' .. student, key)
        redis.call('HSETNX', KEYS[1], 'key:' .. key, student)
        redis.call('HINCRBY', KEYS[1], 'names:' .. device, 1)
        count = count + 1
      end
    end
    redis.call('HSET', KEYS[1], 'count', count)
    return nil`,
  (keys, classId, keyed) => ({ keys: [keys.enrolments(classId)], args: keyed.flat() }),
);

/** @param remembers the device is noted, so that it does not get the name back by itself */
export const releaseName = defineScript<[keys: RedisKeys, classId: string, studentId: string, key: string, remembers: boolean], 0 | 1>(
  `${DROP}
    local device = redis.call('HGET', KEYS[1], 'device:' .. ARGV[1])
    if ARGV[3] == '0' then
      redis.call('HDEL', KEYS[1], 'withdrawn:' .. ARGV[2])
    elseif device then
      redis.call('HSET', KEYS[1], 'withdrawn:' .. ARGV[2], device)
    end
    return drop(ARGV[1])`,
  (keys, classId, studentId, key, remembers) => ({
    keys: [keys.enrolments(classId), keys.silent(classId)],
    args: [studentId, key, flag(remembers)],
  }),
);

export const releaseSilent = defineScript<[keys: RedisKeys, classId: string], string[]>(
  `${DROP}
    local silent = redis.call('ZRANGE', KEYS[2], 0, -1)
    for _, student in ipairs(silent) do
      drop(student)
    end
    return silent`,
  (keys, classId) => ({ keys: [keys.enrolments(classId), keys.silent(classId)], args: [] }),
);

/** Answers who was released, and who was renamed with the new profile after each. */
export const replaceRoster = defineScript<
  [keys: RedisKeys, classId: string, rows: readonly (readonly [studentId: string, row: string])[]],
  [released: string[], renamed: string[]]
>(
  `${NAME_BY_ROSTER}${DROP}
    redis.call('DEL', KEYS[3])
    local rows = {}
    for i = 1, #ARGV, 2 do
      rows[ARGV[i]] = ARGV[i + 1]
      redis.call('HSET', KEYS[3], 'student:' .. ARGV[i], ARGV[i + 1])
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
          drop(student)
          released[#released + 1] = student
        end
      end
    end
    return {released, renamed}`,
  (keys, classId, rows) => ({ keys: [keys.enrolments(classId), keys.silent(classId), keys.roster(classId)], args: rows.flat() }),
);
