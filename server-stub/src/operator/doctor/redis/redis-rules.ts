import { GUIDE_URL } from '../../../platform/guide';
import { type Finding, note, ok, problem, warning } from '../finding';
import { clients, idleTimeout, latency, memory } from './redis-capacity-rules';
import { diskErrors, evicted, eviction, persistence } from './redis-durability-rules';
import type { RedisNeeds, RedisReport, RedisRule as Rule } from './redis-report';

/** The log is read from a position on, which `XRANGE` can since then. */
const OLDEST_VERSION = [6, 2] as const;
/** Sharded publish and subscribe. */
const OLDEST_IN_CLUSTER = [7, 0] as const;

const CLOCK_TOLERANCE_MS = 2000;

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
          `Give its user the right to the channels, too: ${GUIDE_URL}#with-redis has the line.`,
        ),
      ];

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
