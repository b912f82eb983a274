import { type CommandParser, defineScript } from '@redis/client';
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

/** The arguments of the scripts that go up to a position of a class's stream. */
function parseThrough(parser: CommandParser, keys: RedisKeys, classId: string, through: string): void {
  parser.pushKey(keys.log(classId));
  parser.pushKey(keys.trimmed(classId));
  parser.push(through);
}

/** Remembers how far the stream is trimmed, then trims it. */
const trimLog = defineScript({
  NUMBER_OF_KEYS: 2,
  SCRIPT: `${COMPARE_IDS}${TRIM}
    trim(KEYS[1], KEYS[2], ARGV[1])
    return 1`,
  parseCommand: parseThrough,
  transformReply: undefined as unknown as () => number,
});

/** Makes the stream's next id a higher one than `through`, by an entry of that id that is trimmed at once. */
const resumeLog = defineScript({
  NUMBER_OF_KEYS: 2,
  SCRIPT: `${COMPARE_IDS}${TRIM}
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
  parseCommand: parseThrough,
  transformReply: undefined as unknown as () => number,
});

const raiseMarks = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    for index = 1, #ARGV, 2 do
      if tonumber(ARGV[index + 1]) > tonumber(redis.call('HGET', KEYS[1], ARGV[index]) or '0') then
        redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1])
      end
    end
    return 1`,
  parseCommand(parser: CommandParser, keys: RedisKeys, classId: string, marks: readonly SourceMark[]) {
    parser.pushKey(keys.marks(classId));
    for (const { studentId, sid, hwm } of marks) {
      parser.push(sourceField(studentId, sid), String(hwm));
    }
  },
  transformReply: undefined as unknown as () => number,
});

export const retentionScripts = { trimLog, resumeLog, raiseMarks };
