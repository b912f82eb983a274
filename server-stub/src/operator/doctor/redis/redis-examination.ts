import { ErrorReply } from '@redis/client';
import { type Endpoint, nameOf, parseRedisAddress, type RedisAccess } from '../../../databases/redis/redis-address';
import type { StoreClient } from '../../../databases/redis/topology/redis-client';
import { describeRedisFailure } from '../../../databases/redis/redis-failure';
import { parseRedisInfo } from '../../../databases/redis/redis-info';
import { RedisKeys } from '../../../databases/redis/redis-keys';
import type { Clock } from '../../../platform/clock';
import type { Stopwatch } from '../../../platform/stopwatch';
import type { Finding } from '../finding';
import { locateRedis } from './redis-location';
import type { RedisConfiguration, RedisReport } from './redis-report';
import { type Visit, visitRedis } from './redis-visit';

export interface ExaminationDeps {
  /** What the server's keys begin with. */
  readonly keyPrefix: string;
  readonly clock: Clock;
  readonly stopwatch: Stopwatch;
}

/** How the Redis behind a URL is. */
export interface RedisExamination {
  readonly isCluster: boolean;
  /** About those that know where the masters are. */
  readonly findings: readonly Finding[];
  readonly masters: readonly Visit<RedisReport>[];
}

const PINGS = 100;

/**
 * Asks every master behind the URL how it is, over connections of its own. Changes nothing but the key of the health check.
 * @throws StoreUnusableError when the URL cannot be used
 */
export async function examineRedis(url: string, deps: ExaminationDeps): Promise<RedisExamination> {
  const address = parseRedisAddress(url);
  const { masters, findings } = await locateRedis(address, deps.clock);
  const visits = await Promise.all(masters.map(server => examineServer(server, address.access, deps)));
  return { isCluster: address.kind === 'cluster', findings, masters: visits };
}

function examineServer(server: Endpoint, access: RedisAccess, deps: ExaminationDeps): Promise<Visit<RedisReport>> {
  return visitRedis(server, access, deps.clock, client => ask(client, nameOf(server), deps));
}

async function ask(client: StoreClient, address: string, { keyPrefix, clock, stopwatch }: ExaminationDeps): Promise<RedisReport> {
  const info = parseRedisInfo(await client.sendCommand<string>(['INFO']));
  return {
    address,
    info,
    configuration: await readConfiguration(client),
    clockAheadMs: await compareClocks(client, clock, stopwatch),
    pingsMs: await measurePings(client, stopwatch),
    writeFailure: await tryToWrite(client, keyPrefix),
    hearFailure: await tryToHear(client, keyPrefix),
  };
}

/** A managed Redis often forbids it. */
async function readConfiguration(client: StoreClient): Promise<RedisConfiguration | undefined> {
  try {
    // One by one: Redis 6 takes no more at a time.
    const { appendfsync } = await client.configGet('appendfsync');
    const { save } = await client.configGet('save');
    const { timeout } = await client.configGet('timeout');
    return { appendfsync, save, timeout: timeout === undefined ? undefined : Number(timeout) };
  } catch {
    return undefined;
  }
}

async function compareClocks(client: StoreClient, clock: Clock, stopwatch: Stopwatch): Promise<number> {
  const askedAtMs = stopwatch();
  const [seconds, microseconds] = await client.sendCommand<[string, string]>(['TIME']);
  const halfWayMs = clock.wallMs() - (stopwatch() - askedAtMs) / 2;
  return Number(seconds) * 1000 + Number(microseconds) / 1000 - halfWayMs;
}

async function measurePings(client: StoreClient, stopwatch: Stopwatch): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let count = 0; count < PINGS; count++) {
    const sentAtMs = stopwatch();
    await client.ping();
    tookMs.push(stopwatch() - sentAtMs);
  }
  return tookMs;
}

/** In a cluster the key belongs to one node; the others only say so. */
async function tryToWrite(client: StoreClient, keyPrefix: string): Promise<string | undefined> {
  try {
    await client.set(new RedisKeys(keyPrefix).check, '1', { expiration: { type: 'EX', value: 60 } });
    return undefined;
  } catch (error) {
    return error instanceof ErrorReply && error.message.startsWith('MOVED') ? undefined : describeRedisFailure(error);
  }
}

/** A user of Redis may have every right but that one, and then dashboards are merely slow. */
async function tryToHear(client: StoreClient, keyPrefix: string): Promise<string | undefined> {
  try {
    await client.pSubscribe(new RedisKeys(keyPrefix).livePattern, () => undefined);
    return undefined;
  } catch (error) {
    return describeRedisFailure(error);
  }
}
