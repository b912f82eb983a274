import { type Finding, note, ok, problem, warning } from './finding';
import { describeBytes, describePercent } from './quantities';
import type { RedisNeeds, RedisReport } from './redis-report';

/** The log is read from a position on, which `XRANGE` can since then. */
const OLDEST_VERSION = [6, 2] as const;
/** Sharded publish and subscribe. */
const OLDEST_IN_CLUSTER = [7, 0] as const;

const MEMORY_WARNING = 0.8;
const MEMORY_PROBLEM = 0.95;
/** Writing its files anew takes Redis a copy of what changes meanwhile, beside the operating system and this server. */
const LARGEST_SHARE_OF_MACHINE = 0.75;
const CLIENTS_WARNING = 0.8;
/** Connections that other programs may need at the same time: a person's redis-cli, a monitor, another server that takes over. */
const SPARE_CONNECTIONS = 20;
/** Our connections are pinged every 5 s. */
const SHORTEST_TIMEOUT_S = 15;
const SLOW_PING_MS = 10;
const CLOCK_TOLERANCE_MS = 2000;

type Rule = (report: RedisReport, needs: RedisNeeds) => readonly Finding[];

/** What is to be said about one Redis server. Pure. */
export function judgeRedis(report: RedisReport, needs: RedisNeeds): readonly Finding[] {
  return RULES.flatMap(rule => rule(report, needs)).map(finding => ({
    ...finding,
    subject: `Redis ${report.address}: ${finding.subject}`,
  }));
}

const version: Rule = ({ info }, { isCluster }) => {
  const oldest = isCluster ? OLDEST_IN_CLUSTER : OLDEST_VERSION;
  if (info.version === undefined) {
    return [note('version', 'it does not say its version', `Make sure that it can do what Redis ${oldest.join('.')} can.`)];
  }
  return isAtLeast(info.version, oldest)
    ? [ok('version', info.version)]
    : [problem('version', `${info.version} is too old`, `Update it to ${oldest.join('.')} or newer; 7 is best.`)];
};

function isAtLeast(text: string, [major, minor]: readonly [number, number]): boolean {
  const [ours = 0, oursMinor = 0] = text.split('.').map(Number);
  return ours > major || (ours === major && oursMinor >= minor);
}

const role: Rule = ({ info }) =>
  info.role === 'replica'
    ? [
        problem(
          'role',
          'it is a read-only replica: nothing can be written to it',
          'Name its master in CELL_MONITOR_REDIS_URL, or the sentinels that know it: redis+sentinel://…',
        ),
      ]
    : [];

const writes: Rule = ({ writeFailure, info }) =>
  writeFailure === undefined || info.role === 'replica'
    ? []
    : [
        problem(
          'writing',
          writeFailure,
          'Events are refused (503) and wait on the students’ machines. The other lines about this Redis may say why.',
        ),
      ];

const hearing: Rule = ({ hearFailure }, { isCluster }) =>
  hearFailure === undefined || isCluster
    ? []
    : [
        warning(
          'wake-ups',
          `${hearFailure}: dashboards learn of events only by looking now and then`,
          'Give its user the right to the channels, too: docs/operations.md has the line.',
        ),
      ];

/** The heart of it: a log that Redis may throw away is no log. */
const eviction: Rule = ({ info }) => {
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

const evicted: Rule = ({ info }) =>
  (info.evictedKeys ?? 0) > 0
    ? [
        warning(
          'evicted keys',
          `it has thrown away ${String(info.evictedKeys)} keys since its start`,
          'Look at each class’s delivery report for what is missing; students’ machines send again what they still hold.',
        ),
      ]
    : [];

const persistence: Rule = ({ info, configuration }) => {
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

const diskErrors: Rule = ({ info }) => {
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

const memory: Rule = ({ info }) => {
  const { usedMemoryBytes: used = 0, maxMemoryBytes: most, systemMemoryBytes: machine } = info;
  if (most === undefined) {
    return [];
  }
  if (most === 0) {
    const advice = 'Set "maxmemory 1024mb", or what the machine can spare, in redis.conf. A full Redis then refuses, and heals.';
    return [warning('memory', `${describeBytes(used)} in use without a limit: the system kills a Redis that takes all memory`, advice)];
  }
  const isTooMuch = machine !== undefined && most > machine * LARGEST_SHARE_OF_MACHINE;
  return [describeUse(used, most), ...(isTooMuch ? [describeGreed(most, machine)] : [])];
};

function describeUse(used: number, most: number): Finding {
  const state = `${describeBytes(used)} of ${describeBytes(most)} in use (${describePercent(used / most)})`;
  const advice =
    'Archive and trim finished classes, or raise maxmemory. When it is full, events are refused and wait on the students’ machines.';
  if (used / most >= MEMORY_PROBLEM) {
    return problem('memory', state, advice);
  }
  return used / most >= MEMORY_WARNING ? warning('memory', state, advice) : ok('memory', state);
}

function describeGreed(most: number, machine: number): Finding {
  const state = `maxmemory is ${describePercent(most / machine)} of the machine’s ${describeBytes(machine)}`;
  return warning('memory', state, 'Leave a quarter of the machine free: Redis needs it to write its files anew.');
}

const clients: Rule = ({ info }, { connections }) => {
  const { connectedClients: used, maxClients: most, rejectedConnections: rejected = 0 } = info;
  return [
    ...(used === undefined || most === undefined ? [] : [describeClients(used, most, connections)]),
    ...(rejected > 0
      ? [
          warning(
            'connections',
            `${String(rejected)} were turned away since its start`,
            'Raise maxclients in redis.conf, and the limit of open files of Redis with it; find who holds them: redis-cli CLIENT LIST',
          ),
        ]
      : []),
  ];
};

function describeClients(used: number, most: number, needed: number): Finding {
  const state = `${String(used)} of ${String(most)} in use, and this server needs ${String(needed)}`;
  const advice = 'Raise maxclients in redis.conf, or find who holds them: redis-cli CLIENT LIST';
  if (most < needed + SPARE_CONNECTIONS || used >= most) {
    return problem('connections', state, advice);
  }
  return used >= most * CLIENTS_WARNING ? warning('connections', state, advice) : ok('connections', state);
}

const idleTimeout: Rule = ({ configuration }) => {
  const seconds = configuration?.timeout ?? 0;
  return seconds > 0 && seconds < SHORTEST_TIMEOUT_S
    ? [
        warning(
          'timeout',
          `connections that are idle for ${String(seconds)} s are closed; ours say something every 5 s, and a busy moment is enough to lose them`,
          'Set "timeout 300" in redis.conf.',
        ),
      ]
    : [];
};

const latency: Rule = ({ pingsMs }) => {
  if (pingsMs.length === 0) {
    return [];
  }
  const sorted = [...pingsMs].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  const state = `answers in ${at(0.5).toFixed(2)} ms, the slowest of ${String(sorted.length)} in ${at(1).toFixed(1)} ms`;
  return [
    at(0.5) > SLOW_PING_MS
      ? warning('latency', state, 'Put Redis on the same machine or in the same room; look for other heavy users: redis-cli SLOWLOG GET')
      : ok('latency', state),
  ];
};

const clock: Rule = ({ clockAheadMs }) => {
  const seconds = (Math.abs(clockAheadMs) / 1000).toFixed(1);
  return Math.abs(clockAheadMs) > CLOCK_TOLERANCE_MS
    ? [
        warning(
          'clock',
          `it is ${seconds} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} this machine’s`,
          'Let both machines take the time from the network: timedatectl set-ntp true',
        ),
      ]
    : [];
};

const RULES: readonly Rule[] = [
  version,
  role,
  writes,
  hearing,
  eviction,
  evicted,
  persistence,
  diskErrors,
  memory,
  clients,
  idleTimeout,
  latency,
  clock,
];
