import { defineScript } from '../../databases/redis/redis-script';
import type { BatchAppend, Position } from '../event-log';
import { COMPARE_IDS } from './redis-ids';
import { writeBatchHead, writeErasure } from './redis-entry';
import { erasureField, type RedisKeys, sourceField } from '../../databases/redis/redis-keys';

/** How growth is published: to everybody, or in a cluster to those alone who listen to the class's node. */
type Publish = 'PUBLISH' | 'SPUBLISH';

/** Where a script writes and publishes. */
export interface ScriptTarget {
  readonly keys: RedisKeys;
  readonly publish: Publish;
}

/**
 * Appends under an id of Redis's own making. It is above all that the stream holds, but not above what a stream held that lost its
 * tail, if the clock of the server that took over is behind. Then the entry goes right after the position that is known here, so that
 * whoever reads on from there finds it.
 */
export const APPEND = `
    local function append(log, known, ...)
      local id = redis.call('XADD', log, '*', ...)
      if not isAfter(id, known) then
        redis.call('XDEL', log, id)
        local major, minor = string.match(known, '^(%d+)-?(%d*)$')
        id = redis.call('XADD', log, major .. '-' .. string.format('%d', (tonumber(minor) or 0) + 1), ...)
      end
      return id
    end`;

/**
 * A log that is not there at all is a new class's, or one that was lost: whoever appends is asked to make sure, lest they write where nobody
 * reads. `sure` says that they have.
 */
const REFUSE_UNSURE = `
    if ARGV[1] ~= 'sure' and redis.call('EXISTS', KEYS[1]) == 0 then
      return {'unsure', '0'}
    end
    table.remove(ARGV, 1)`;

/** With 'appended' comes the entry's position, with 'erased' the erasure. */
type AppendReply = readonly [verdict: 'known' | 'rewind' | 'appended' | 'erased' | 'unsure', hwm: string, detail?: string];

/**
 * The protocol's decision table, as `decideBatch` has it, then append, mark and wake-up in that order: a script that is cut off
 * leaves a doubled batch, which readers fold, and never a mark without its events.
 * What it writes and answers is the arguments' text, so no number depends on how Lua prints it.
 */
export const appendBatch = defineScript<
  [target: ScriptTarget, classId: string, batch: BatchAppend, known: Position, isSure: boolean],
  AppendReply
>(
  `${COMPARE_IDS}${APPEND}${REFUSE_UNSURE}
    local mark = redis.call('HGET', KEYS[2], ARGV[1]) or '0'
    local erasure = redis.call('HGET', KEYS[2], ARGV[10])
    if erasure and erasure ~= ARGV[11] then
      return {'erased', mark, erasure}
    end
    local hwm, first, last, oldest = tonumber(mark), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
    if last <= hwm then
      return {'known', mark}
    end
    if first > hwm + 1 and first ~= oldest then
      return {'rewind', mark}
    end
    local id = append(KEYS[1], ARGV[9], 'head', ARGV[5], 'events', ARGV[6])
    redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
    redis.call(ARGV[7], ARGV[8], '')
    return {'appended', ARGV[3], id}`,
  ({ keys, publish }, classId, batch, known, isSure) => {
    const { entry, oldest, after } = batch;
    const { studentId, sid, first, last, eventsJson } = entry;
    return {
      keys: [keys.log(classId), keys.marks(classId)],
      args: [
        isSure ? 'sure' : '',
        sourceField(studentId, sid),
        String(first),
        String(last),
        String(oldest),
        writeBatchHead(entry),
        eventsJson,
        publish,
        keys.live(classId),
        known,
        erasureField(studentId),
        after === undefined ? '' : writeErasure(after),
      ],
    };
  },
);

/** Entries that have nothing but a head, one after the other. Answers where the first of them is. */
export const appendEntries = defineScript<
  [target: ScriptTarget, classId: string, heads: readonly string[], known: Position, isSure: boolean],
  readonly [first: Position, last: Position]
>(
  `${COMPARE_IDS}${APPEND}${REFUSE_UNSURE}
    local known, first = ARGV[3], nil
    for index = 4, #ARGV do
      known = append(KEYS[1], known, 'head', ARGV[index])
      first = first or known
    end
    redis.call(ARGV[1], ARGV[2], '')
    return {first, known}`,
  ({ keys, publish }, classId, heads, known, isSure) => ({
    keys: [keys.log(classId)],
    args: [isSure ? 'sure' : '', publish, keys.live(classId), known, ...heads],
  }),
);
