import { defineScript, type ScriptCall } from '../../databases/redis/redis-script';
import { COMPARE_IDS } from './redis-ids';
import type { SourceMark } from '../log-retention';
import { type RedisKeys, sourceField } from '../../databases/redis/redis-keys';

const TRIM = `
    local function trim(log, trimmed, through)
      if isAfter(through, redis.call('GET', trimmed) or '0') then
        redis.call('SET', trimmed, through)
      end
      local major, minor = string.match(through, '^(%d+)-?(%d*)$')
      redis.call('XTRIM', log, 'MINID', major .. '-' .. string.format('%d', (tonumber(minor) or 0) + 1))
    end`;

type ThroughParameters = [keys: RedisKeys, classId: string, through: string];

/** The call of a script that goes up to a position of a class's stream. */
const callThrough = (...[keys, classId, through]: ThroughParameters): ScriptCall => ({
  keys: [keys.log(classId), keys.trimmed(classId)],
  args: [through],
});

/** Remembers how far the stream is trimmed, then trims it. */
export const trimLog = defineScript<ThroughParameters, number>(
  `${COMPARE_IDS}${TRIM}
    trim(KEYS[1], KEYS[2], ARGV[1])
    return 1`,
  callThrough,
);

/** Makes the stream's next id a higher one than `through`, by an entry of that id that is trimmed at once. */
export const resumeLog = defineScript<ThroughParameters, number>(
  `${COMPARE_IDS}${TRIM}
    local last = '0'
    if redis.call('EXISTS', KEYS[1]) == 1 then
      local info = redis.call('XINFO', 'STREAM', KEYS[1])
      for index = 1, #info, 2 do
        if info[index] == 'last-generated-id' then
          last = info[index + 1]
        end
      end
    end
    if isAfter(ARGV[1], last) then
      redis.call('XADD', KEYS[1], ARGV[1], 'head', '')
    end
    trim(KEYS[1], KEYS[2], ARGV[1])
    return 1`,
  callThrough,
);

export const raiseMarks = defineScript<[keys: RedisKeys, classId: string, marks: readonly SourceMark[]], number>(
  `
    for index = 1, #ARGV, 2 do
      if tonumber(ARGV[index + 1]) > tonumber(redis.call('HGET', KEYS[1], ARGV[index]) or '0') then
        redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1])
      end
    end
    return 1`,
  (keys, classId, marks) => ({
    keys: [keys.marks(classId)],
    args: marks.flatMap(({ studentId, sid, hwm }) => [sourceField(studentId, sid), String(hwm)]),
  }),
);
