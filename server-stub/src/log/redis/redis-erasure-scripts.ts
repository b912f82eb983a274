import { defineScript } from '../../databases/redis/redis-script';
import { writeErasedHead } from './redis-entry';
import { COMPARE_IDS } from './redis-ids';
import { erasureField } from '../../databases/redis/redis-keys';
import { APPEND, type ScriptTarget } from './redis-scripts';

/**
 * Collects the student's marks, appends the erasure's entry with them, and notes the erasure, so that nothing older is appended from
 * then on. A source's field is the student's id, NUL and the `sid`, which holds no NUL.
 */
export const beginErasure = defineScript<[target: ScriptTarget, classId: string, studentId: string, erasedAtMs: number], string>(
  `${COMPARE_IDS}${APPEND}
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
  ({ keys, publish }, classId, studentId, erasedAtMs) => {
    const head = writeErasedHead({ kind: 'erased', studentId, receivedAtMs: erasedAtMs });
    return {
      keys: [keys.log(classId), keys.marks(classId), keys.unfinished(classId)],
      args: [studentId, head, String(erasedAtMs), publish, keys.live(classId)],
    };
  },
);

/** Only of the erasure that was finished: another one of the same student may have begun meanwhile. */
export const finishErasure = defineScript<[target: ScriptTarget, classId: string, studentId: string, position: string], number>(
  `
    if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
      return redis.call('HDEL', KEYS[1], ARGV[1])
    end
    return 0`,
  ({ keys }, classId, studentId, position) => ({ keys: [keys.unfinished(classId)], args: [studentId, position] }),
);

export const restoreErasure = defineScript<
  [target: ScriptTarget, classId: string, studentId: string, position: string, erasedAtMs: number],
  number
>(
  `
    if redis.call('HSETNX', KEYS[1], ARGV[4], ARGV[2] .. ' ' .. ARGV[3]) == 1 then
      redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
    end
    return 1`,
  ({ keys }, classId, studentId, position, erasedAtMs) => ({
    keys: [keys.marks(classId), keys.unfinished(classId)],
    args: [studentId, position, String(erasedAtMs), erasureField(studentId)],
  }),
);
