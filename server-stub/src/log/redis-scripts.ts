import { type CommandParser, defineScript } from '@redis/client';
import type { BatchAppend } from './event-log';
import { writeBatchHead } from './redis-entry';
import { type RedisKeys, sourceField } from './redis-keys';

/** How growth is published: to everybody, or in a cluster to those alone who listen to the class's node. */
export type Publish = 'PUBLISH' | 'SPUBLISH';

/** Where a script writes and publishes. */
export interface ScriptTarget {
  readonly keys: RedisKeys;
  readonly publish: Publish;
}

/**
 * The protocol's decision table, as `decideBatch` has it, then append, mark and wake-up in that order: a script that is cut off
 * leaves a doubled batch, which readers fold, and never a mark without its events.
 * What it writes and answers is the arguments' text, so no number depends on how Lua prints it.
 */
const appendBatch = defineScript({
  NUMBER_OF_KEYS: 2,
  SCRIPT: `
    local mark = redis.call('HGET', KEYS[2], ARGV[1]) or '0'
    local hwm, first, last, oldest = tonumber(mark), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
    if last <= hwm then
      return {'known', mark}
    end
    if first > hwm + 1 and first ~= oldest then
      return {'rewind', mark}
    end
    redis.call('XADD', KEYS[1], '*', 'head', ARGV[5], 'events', ARGV[6])
    redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
    redis.call(ARGV[7], ARGV[8], '')
    return {'appended', ARGV[3]}`,
  parseCommand(parser: CommandParser, { keys, publish }: ScriptTarget, classId: string, { entry, oldest }: BatchAppend) {
    const { studentId, sid, first, last, eventsJson } = entry;
    parser.pushKey(keys.log(classId));
    parser.pushKey(keys.marks(classId));
    parser.push(sourceField(studentId, sid), String(first), String(last), String(oldest));
    parser.push(writeBatchHead(entry), eventsJson, publish, keys.live(classId));
  },
  transformReply: undefined as unknown as () => readonly [verdict: 'known' | 'rewind' | 'appended', hwm: string],
});

const appendEntry = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    redis.call('XADD', KEYS[1], '*', 'head', ARGV[1])
    redis.call(ARGV[2], ARGV[3], '')
    return 1`,
  parseCommand(parser: CommandParser, { keys, publish }: ScriptTarget, classId: string, head: string) {
    parser.pushKey(keys.log(classId));
    parser.push(head, publish, keys.live(classId));
  },
  transformReply: undefined as unknown as () => number,
});

export const logScripts = { appendBatch, appendEntry };
