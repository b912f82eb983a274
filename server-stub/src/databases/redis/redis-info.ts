/** The part of Redis's `INFO` that an operator is told about. What an old or another make of Redis does not say is undefined. */
export interface RedisInfo {
  /** Such as `7.0.15`. */
  readonly version: string | undefined;
  readonly mode: 'standalone' | 'cluster' | 'sentinel' | undefined;
  readonly role: 'master' | 'replica' | undefined;
  /** Of a replica: whether it hears its master. */
  readonly isMasterLinkUp: boolean | undefined;
  readonly connectedReplicas: number | undefined;
  readonly uptimeS: number | undefined;
  /** Reading its files after a start; it answers nothing meanwhile. */
  readonly isLoading: boolean;

  readonly connectedClients: number | undefined;
  readonly maxClients: number | undefined;
  readonly blockedClients: number | undefined;
  /** Connections that were turned away at `maxclients`, since its start. */
  readonly rejectedConnections: number | undefined;

  readonly usedMemoryBytes: number | undefined;
  readonly peakMemoryBytes: number | undefined;
  /** As the operating system counts. */
  readonly residentMemoryBytes: number | undefined;
  /** 0: no limit. */
  readonly maxMemoryBytes: number | undefined;
  /** Such as `noeviction`. */
  readonly evictionPolicy: string | undefined;
  /** Since its start. Not 0: it has thrown away keys, which may have been a log. */
  readonly evictedKeys: number | undefined;
  readonly systemMemoryBytes: number | undefined;

  readonly isAppendOnly: boolean | undefined;
  readonly didLastAppendSucceed: boolean | undefined;
  readonly didLastRewriteSucceed: boolean | undefined;
  readonly didLastSnapshotSucceed: boolean | undefined;
  /** Times that a disk was too slow for `everysec` and writes had to wait, since its start. */
  readonly delayedSyncs: number | undefined;

  readonly commandsPerSecond: number | undefined;
  readonly commandsProcessed: number | undefined;
}

/** Reads the reply of `INFO`, whole or some sections of it. Never fails: what cannot be read is undefined. */
export function parseRedisInfo(reply: string): RedisInfo {
  const fields = readFields(reply);
  return { ...readServer(fields), ...readClients(fields), ...readMemory(fields), ...readPersistence(fields), ...readStatistics(fields) };
}

type Fields = ReadonlyMap<string, string>;

function readFields(reply: string): Fields {
  const pairs = reply.split(/\r?\n/u).flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return line.startsWith('#') || colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
  });
  return new Map(pairs);
}

function readServer(
  fields: Fields,
): Pick<RedisInfo, 'version' | 'mode' | 'role' | 'isMasterLinkUp' | 'connectedReplicas' | 'uptimeS' | 'isLoading'> {
  return {
    version: fields.get('redis_version'),
    mode: oneOf(fields.get('redis_mode'), ['standalone', 'cluster', 'sentinel']),
    role: ROLES.get(fields.get('role') ?? ''),
    isMasterLinkUp: mapText(fields.get('master_link_status'), text => text === 'up'),
    connectedReplicas: toNumber(fields.get('connected_slaves')),
    uptimeS: toNumber(fields.get('uptime_in_seconds')),
    isLoading: fields.get('loading') === '1',
  };
}

const ROLES: ReadonlyMap<string, 'master' | 'replica'> = new Map([
  ['master', 'master'],
  ['slave', 'replica'],
  ['replica', 'replica'],
]);

function readClients(fields: Fields): Pick<RedisInfo, 'connectedClients' | 'maxClients' | 'blockedClients' | 'rejectedConnections'> {
  return {
    connectedClients: toNumber(fields.get('connected_clients')),
    maxClients: toNumber(fields.get('maxclients')),
    blockedClients: toNumber(fields.get('blocked_clients')),
    rejectedConnections: toNumber(fields.get('rejected_connections')),
  };
}

function readMemory(
  fields: Fields,
): Pick<
  RedisInfo,
  'usedMemoryBytes' | 'peakMemoryBytes' | 'residentMemoryBytes' | 'maxMemoryBytes' | 'evictionPolicy' | 'evictedKeys' | 'systemMemoryBytes'
> {
  return {
    usedMemoryBytes: toNumber(fields.get('used_memory')),
    peakMemoryBytes: toNumber(fields.get('used_memory_peak')),
    residentMemoryBytes: toNumber(fields.get('used_memory_rss')),
    maxMemoryBytes: toNumber(fields.get('maxmemory')),
    evictionPolicy: fields.get('maxmemory_policy'),
    evictedKeys: toNumber(fields.get('evicted_keys')),
    systemMemoryBytes: toNumber(fields.get('total_system_memory')),
  };
}

function readPersistence(
  fields: Fields,
): Pick<RedisInfo, 'isAppendOnly' | 'didLastAppendSucceed' | 'didLastRewriteSucceed' | 'didLastSnapshotSucceed' | 'delayedSyncs'> {
  return {
    isAppendOnly: mapText(fields.get('aof_enabled'), text => text === '1'),
    didLastAppendSucceed: mapText(fields.get('aof_last_write_status'), isOk),
    didLastRewriteSucceed: mapText(fields.get('aof_last_bgrewrite_status'), isOk),
    didLastSnapshotSucceed: mapText(fields.get('rdb_last_bgsave_status'), isOk),
    delayedSyncs: toNumber(fields.get('aof_delayed_fsync')),
  };
}

function readStatistics(fields: Fields): Pick<RedisInfo, 'commandsPerSecond' | 'commandsProcessed'> {
  return {
    commandsPerSecond: toNumber(fields.get('instantaneous_ops_per_sec')),
    commandsProcessed: toNumber(fields.get('total_commands_processed')),
  };
}

const isOk = (text: string): boolean => text === 'ok';

function toNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : undefined;
}

function oneOf<T extends string>(text: string | undefined, known: readonly T[]): T | undefined {
  return known.find(word => word === text);
}

function mapText<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  return text === undefined ? undefined : read(text);
}
