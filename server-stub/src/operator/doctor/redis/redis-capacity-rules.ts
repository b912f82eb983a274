import { type Finding, ok, problem, warning } from '../finding';
import { describeBytes, describePercent } from '../quantities';
import type { RedisRule as Rule } from './redis-report';

// Whether Redis has room and time for us.

const MEMORY_WARNING = 0.8;
const MEMORY_PROBLEM = 0.95;
/** Writing its files anew takes Redis a copy of what changes meanwhile, beside the operating system and this server. */
const MAX_SHARE_OF_MACHINE = 0.75;
const CLIENTS_WARNING = 0.8;
/** Connections that other programs may need at the same time: a person's redis-cli, a monitor, another server that takes over. */
const SPARE_CONNECTIONS = 20;
/** Our connections are pinged every 5 s. */
const MIN_TIMEOUT_S = 15;
const SLOW_PING_MS = 10;

export const memory: Rule = ({ info }) => {
  const { usedMemoryBytes: used = 0, maxMemoryBytes: most, systemMemoryBytes: machine } = info;
  if (most === undefined) {
    return [];
  }
  if (most === 0) {
    const advice = 'Set "maxmemory 1024mb", or what the machine can spare, in redis.conf. A full Redis then refuses, and heals.';
    return [warning('memory', `${describeBytes(used)} in use without a limit: the system kills a Redis that takes all memory`, advice)];
  }
  const isTooMuch = machine !== undefined && most > machine * MAX_SHARE_OF_MACHINE;
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

export const clients: Rule = ({ info }, { connections }) => {
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

export const idleTimeout: Rule = ({ configuration }) => {
  const seconds = configuration?.timeout ?? 0;
  return seconds > 0 && seconds < MIN_TIMEOUT_S
    ? [
        warning(
          'timeout',
          `connections that are idle for ${String(seconds)} s are closed; ours say something every 5 s, and a busy moment is enough to lose them`,
          'Set "timeout 300" in redis.conf.',
        ),
      ]
    : [];
};

export const latency: Rule = ({ pingsMs }) => {
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
