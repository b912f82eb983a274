import { describe, expect, it } from 'vitest';
import { parseRedisInfo } from './redis-info';

const REPLY = `# Server\r
redis_version:7.0.15\r
redis_mode:standalone\r
uptime_in_seconds:86400\r
executable:/usr/bin/redis:server\r
\r
# Clients\r
connected_clients:7\r
maxclients:2000\r
# Memory\r
used_memory:916888\r
maxmemory:1073741824\r
maxmemory_policy:noeviction\r
# Persistence\r
loading:0\r
rdb_last_bgsave_status:ok\r
aof_enabled:1\r
aof_last_write_status:err\r
aof_last_bgrewrite_status:ok\r
# Stats\r
evicted_keys:0\r
rejected_connections:3\r
instantaneous_ops_per_sec:41\r
# Replication\r
role:slave\r
master_link_status:down\r
connected_slaves:0\r
`;

describe('the INFO of Redis', () => {
  it('is read into figures and states', () => {
    expect(parseRedisInfo(REPLY)).toMatchObject({
      version: '7.0.15',
      mode: 'standalone',
      role: 'replica',
      isMasterLinkUp: false,
      connectedReplicas: 0,
      uptimeS: 86_400,
      isLoading: false,
      connectedClients: 7,
      maxClients: 2000,
      rejectedConnections: 3,
      usedMemoryBytes: 916_888,
      maxMemoryBytes: 1_073_741_824,
      evictionPolicy: 'noeviction',
      evictedKeys: 0,
      isAppendOnly: true,
      didLastAppendSucceed: false,
      didLastRewriteSucceed: true,
      didLastSnapshotSucceed: true,
      commandsPerSecond: 41,
    });
  });

  it('leaves undefined what is not said or is not what it should be', () => {
    const info = parseRedisInfo('redis_mode:galaxy\nmaxclients:many\nconnected_clients\n:1\n');

    expect(info).toMatchObject({ isLoading: false });
    expect(Object.values(info).filter(value => value !== undefined)).toEqual([false]);
  });
});
