import { type CommandParser, defineScript } from '@redis/client';
import { writeErasedHead } from './redis-entry';
import { COMPARE_IDS } from './redis-ids';
import { erasureField } from '../../databases/redis/redis-keys';
import { APPEND, type ScriptTarget } from './redis-scripts';

/**
 * Collects the student's marks, appends the erasure's entry with them, and notes the erasure, so that nothing older is appended from
 * then on. A source's field is the student's id, NUL and the `sid`, which holds no NUL.
 */
const beginErasure = defineScript({
  NUMBER_OF_KEYS: 3,
  SCRIPT: `${COMPARE_IDS}${APPEND}
    local prefix, marks, sources = ARGV[1] .. '\\0', redis.call('HGETALL', KEYS[2]), {}
    for index = 1, #marks, 2 do
      local sid = string.sub(marks[index], #prefix + 1)
      if sid ~= '' and string.sub(marks[index], 1, #prefix) == prefix and not string.find(sid, '\\0', 1, true) then
        sources[#sources + 1] = sid
        sources[#sources + 1] = marks[index + 1]
      end
    end
    local id = append(KEYS[1], '0', 'head', ARGV[2], 'sources', table.concat(sources, ' '))
    redis.call('HSET', KEYS[2], prefix, id .. ' ' .. ARGV[3])
    redis.call('HSET', KEYS[3], ARGV[1], id)
    redis.call(ARGV[4], ARGV[5], '')
    return id`,
  parseCommand(parser: CommandParser, { keys, publish }: ScriptTarget, classId: string, studentId: string, erasedAtMs: number) {
    parser.pushKey(keys.log(classId));
    parser.pushKey(keys.marks(classId));
    parser.pushKey(keys.unfinished(classId));
    const head = writeErasedHead({ kind: 'erased', studentId, receivedAtMs: erasedAtMs });
    parser.push(studentId, head, String(erasedAtMs), publish, keys.live(classId));
  },
  transformReply: undefined as unknown as () => string,
});

/** Only of the erasure that was finished: another one of the same student may have begun meanwhile. */
const finishErasure = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
      return redis.call('HDEL', KEYS[1], ARGV[1])
    end
    return 0`,
  parseCommand(parser: CommandParser, { keys }: ScriptTarget, classId: string, studentId: string, position: string) {
    parser.pushKey(keys.unfinished(classId));
    parser.push(studentId, position);
  },
  transformReply: undefined as unknown as () => number,
});

const restoreErasure = defineScript({
  NUMBER_OF_KEYS: 2,
  SCRIPT: `
    if redis.call('HSETNX', KEYS[1], ARGV[4], ARGV[2] .. ' ' .. ARGV[3]) == 1 then
      redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
    end
    return 1`,
  parseCommand(parser: CommandParser, { keys }: ScriptTarget, classId: string, studentId: string, position: string, erasedAtMs: number) {
    parser.pushKey(keys.marks(classId));
    parser.pushKey(keys.unfinished(classId));
    parser.push(studentId, position, String(erasedAtMs), erasureField(studentId));
  },
  transformReply: undefined as unknown as () => number,
});

export const erasureScripts = { beginErasure, finishErasure, restoreErasure };
