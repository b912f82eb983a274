import { type Finding, note, ok, problem, warning } from '../finding';
import type { RedisRule as Rule } from './redis-report';

// Whether Redis keeps what it was given.

/** The heart of it: a log that Redis may throw away is no log. */
export const eviction: Rule = ({ info }) => {
  const policy = info.evictionPolicy;
  const cure = 'Set "maxmemory-policy noeviction" in redis.conf, and now: redis-cli CONFIG SET maxmemory-policy noeviction';
  if (policy === undefined || policy === 'noeviction') {
    return policy === undefined ? [] : [ok('eviction', 'noeviction: a full Redis refuses, and forgets nothing')];
  }
  if (policy.startsWith('volatile-')) {
    return [warning('eviction', `${policy} evicts keys that expire. The log’s keys do not, but nobody will think of that later`, cure)];
  }
  return info.maxMemoryBytes === 0
    ? [warning('eviction', `${policy} will silently throw away the log as soon as somebody sets a maxmemory`, cure)]
    : [problem('eviction', `${policy} silently throws away the log when memory is full`, cure)];
};

export const evicted: Rule = ({ info }) =>
  (info.evictedKeys ?? 0) > 0
    ? [
        warning(
          'evicted keys',
          `it has thrown away ${String(info.evictedKeys)} keys since its start`,
          'Look at each class’s delivery report for what is missing; students’ machines send again what they still hold.',
        ),
      ]
    : [];

export const persistence: Rule = ({ info, configuration }) => {
  if (info.isAppendOnly === undefined) {
    return [];
  }
  if (!info.isAppendOnly) {
    return [withoutAppendOnlyFile(configuration?.save)];
  }
  const sync = configuration?.appendfsync;
  return [
    sync === 'no'
      ? warning('persistence', 'appendfsync no: a power cut can lose half a minute', 'Set "appendfsync everysec" in redis.conf.')
      : ok(
          'persistence',
          `append-only file${sync === undefined ? '' : `, synced ${sync === 'always' ? 'at every write' : 'every second'}`}`,
        ),
  ];
};

function withoutAppendOnlyFile(save: string | undefined): Finding {
  const state =
    save === '' ? 'nothing is kept over a restart of Redis' : 'there is no append-only file: a restart goes back to the last snapshot';
  return problem(
    'persistence',
    state,
    'Set "appendonly yes" and "appendfsync everysec" in redis.conf, and now: redis-cli CONFIG SET appendonly yes. server-stub/redis.conf has it all.',
  );
}

export const diskErrors: Rule = ({ info }) => {
  const cure = 'Look at Redis’s own log and at the free space and the rights of its folder.';
  return [
    ...(info.didLastAppendSucceed === false ? [problem('append-only file', 'its last write failed: Redis refuses to write', cure)] : []),
    ...(info.didLastRewriteSucceed === false
      ? [
          warning(
            'append-only file',
            'its last rewrite failed: it grows without end',
            `${cure} A rewrite needs memory, too: see maxmemory.`,
          ),
        ]
      : []),
    ...(info.didLastSnapshotSucceed === false
      ? [warning('snapshot', 'the last one failed, which can make Redis refuse to write', cure)]
      : []),
    ...((info.delayedSyncs ?? 0) > 0
      ? [
          note(
            'disk',
            `writes had to wait for it ${String(info.delayedSyncs)} times since the start`,
            'A faster disk, or one that others use less, helps.',
          ),
        ]
      : []),
  ];
};
