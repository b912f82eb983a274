import type { RedisFigures, RedisServerFigures } from '../../../../src/protocol';
import { parseRedisInfo, type RedisInfo } from './redis-info';

/**
 * What Redis says of itself. Never rejects: when it does not answer, the reason is in the figures.
 * @param readInfo the whole `INFO`, time-limited; its failure's message must hold no credentials
 * @param ownConnections of this process, open now
 */
export async function readRedisFigures(readInfo: () => Promise<string>, ownConnections: () => number): Promise<RedisFigures> {
  try {
    const info = parseRedisInfo(await readInfo());
    return { kind: 'redis', reason: null, ownConnections: ownConnections(), server: toServerFigures(info) };
  } catch (error) {
    return { kind: 'redis', reason: (error as Error).message, ownConnections: ownConnections(), server: null };
  }
}

function toServerFigures(info: RedisInfo): RedisServerFigures {
  return {
    version: info.version ?? null,
    role: info.role ?? null,
    replicas: info.connectedReplicas ?? null,
    connections: info.connectedClients ?? null,
    maxConnections: info.maxClients ?? null,
    rejectedConnections: info.rejectedConnections ?? null,
    usedMemoryBytes: info.usedMemoryBytes ?? null,
    maxMemoryBytes: info.maxMemoryBytes === 0 ? null : (info.maxMemoryBytes ?? null),
    evictionPolicy: info.evictionPolicy ?? null,
    evictedKeys: info.evictedKeys ?? null,
    isAppendOnly: info.isAppendOnly ?? null,
    isPersisting: isPersisting(info),
    commandsPerSecond: info.commandsPerSecond ?? null,
  };
}

/** Snapshots count too, with an append-only file as well: Redis refuses writes after one that failed. */
function isPersisting({ didLastAppendSucceed, didLastRewriteSucceed, didLastSnapshotSucceed }: RedisInfo): boolean | null {
  const known = [didLastAppendSucceed, didLastRewriteSucceed, didLastSnapshotSucceed].filter(did => did !== undefined);
  return known.length === 0 ? null : known.every(Boolean);
}
