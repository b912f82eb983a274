import type { Breach } from '../durability/durability-watch';
import type { Alert, RedisServerFigures, StoreFigures } from '../../../../src/protocol';

export interface Findings {
  /** Why the server cannot take events. */
  readonly reasons: readonly string[];
  /** What endangers the class though the server can. */
  readonly warnings: readonly string[];
}

/** SQLite may need this much for its write-ahead log alone before it can write to its database. */
const MIN_FREE_BYTES = 64 * 1024 * 1024;

/**
 * What the health check says.
 * @param logProblem why the log cannot take events; undefined when it can
 * @param breaches what the store does not keep, as it should
 * @param figures the store's last; undefined when there are none yet
 */
export function findTrouble(
  logProblem: string | undefined,
  figures: StoreFigures | undefined,
  alerts: readonly Alert[],
  breaches: readonly Breach[] = [],
): Findings {
  const server = figures?.kind === 'redis' ? figures.server : null;
  return {
    reasons: [
      ...(logProblem === undefined ? [] : [`log: ${logProblem}`]),
      ...breaches.filter(({ isBlocking, reason }) => isBlocking && reason !== logProblem).map(({ reason }) => `durability: ${reason}`),
      ...(figures?.kind === 'sqlite' ? findFullDisk(figures.disk?.freeBytes) : []),
    ],
    warnings: [
      ...breaches.filter(({ isBlocking }) => !isBlocking).map(({ reason }) => `durability: ${reason}`),
      ...(server === null ? [] : findDangers(server)),
      ...alerts.filter(({ severity }) => severity !== 'ok').map(describe),
    ],
  };
}

function findFullDisk(freeBytes: number | undefined): string[] {
  return freeBytes === undefined || freeBytes >= MIN_FREE_BYTES ? [] : [`disk: only ${toMegabytes(freeBytes)} MB are free`];
}

function findDangers({ evictionPolicy, evictedKeys, isPersisting, role }: RedisServerFigures): string[] {
  const dangers: readonly (readonly [boolean, string])[] = [
    [
      evictionPolicy?.startsWith('allkeys') === true,
      `redis: its eviction policy ${evictionPolicy ?? ''} throws the log away when memory runs short; set maxmemory-policy noeviction`,
    ],
    [(evictedKeys ?? 0) > 0, `redis: it has thrown away ${String(evictedKeys)} keys to save memory; the log may not be whole`],
    [isPersisting === false, 'redis: it cannot write to its own disk; what it holds would not survive its restart'],
    [role === 'replica', 'redis: it is a replica and takes no events'],
  ];
  return dangers.filter(([isSo]) => isSo).map(([, words]) => words);
}

const describe = ({ name, severity, text }: Alert): string => `${name} (${severity}): ${text}`;

const toMegabytes = (bytes: number): string => String(Math.floor(bytes / 1024 / 1024));
