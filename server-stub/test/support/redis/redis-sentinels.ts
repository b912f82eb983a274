import { connectAdmin, until } from './redis-stores';
import { type RedisServer, startRedis, startSentinel } from './redis-server';

/** A master, a replica and three sentinels that watch them, on this machine. */
export interface WatchedRedis {
  /** `redis+sentinel://…` */
  readonly url: string;
  readonly sentinels: readonly RedisServer[];
  /** The one that is the master now. */
  master(): Promise<RedisServer>;
  /** The master has this replica in step. */
  untilInStep(): Promise<void>;
  stop(): Promise<void>;
}

const NAME = 'main';
const QUORUM = 2;
/**
 * Short times: a failover takes some two seconds. On a busy machine a sentinel is late itself; it must not take that for a clock that jumps,
 * after which it would only watch for half a minute. The period of pings stays: a replica is eligible if it told of itself within five of them.
 */
const IMPATIENT = Object.entries({
  'INFO-PERIOD': 100,
  'ASK-PERIOD': 100,
  'PUBLISH-PERIOD': 100,
  'ELECTION-TIMEOUT': 2000,
  'TILT-TRIGGER': 30_000,
}).flatMap(([name, ms]) => [name, String(ms)]);

/** @param args of the two servers */
export async function startWatchedRedis(args: readonly string[] = []): Promise<WatchedRedis> {
  const fast = ['--repl-diskless-sync-delay', '0', '--repl-ping-replica-period', '1', ...args];
  const first = await startRedis(fast);
  const second = await startRedis([...fast, '--replicaof', '127.0.0.1', String(first.port)]);
  const sentinels = await Promise.all(Array.from({ length: 3 }, () => startSentinel(watch(first.port))));
  await Promise.all(sentinels.map(hasten));
  await Promise.all(sentinels.map(untilAllIsKnown));
  const servers = [first, second];
  const master = async (): Promise<RedisServer> => {
    const port = await askForMaster(sentinels);
    return servers.find(server => server.port === port) ?? first;
  };
  return {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${String(port)}`).join(',')}/${NAME}`,
    sentinels,
    master,
    untilInStep: () => untilInStep(master),
    stop: async () => {
      await Promise.all([...sentinels, ...servers].map(server => server.stop()));
    },
  };
}

const watch = (port: number): string[] => [
  'bind 127.0.0.1',
  `sentinel monitor ${NAME} 127.0.0.1 ${String(port)} ${String(QUORUM)}`,
  `sentinel down-after-milliseconds ${NAME} 1500`,
  `sentinel failover-timeout ${NAME} 4000`,
];

async function hasten({ url }: RedisServer): Promise<void> {
  const admin = await connectAdmin(url);
  await admin.sendCommand(['SENTINEL', 'DEBUG', ...IMPATIENT]);
  admin.destroy();
}

async function untilAllIsKnown({ url }: RedisServer): Promise<void> {
  const admin = await connectAdmin(url);
  await until(async () => {
    const others = await admin.sendCommand<unknown[]>(['SENTINEL', 'SENTINELS', NAME]);
    const replicas = await admin.sendCommand<unknown[]>(['SENTINEL', 'REPLICAS', NAME]);
    return others.length === 2 && replicas.length === 1;
  });
  admin.destroy();
}

/** The port that a majority of the sentinels names, so that none of them is behind. */
async function askForMaster(sentinels: readonly RedisServer[]): Promise<number> {
  const answers: string[] = [];
  for (const { url } of sentinels) {
    const admin = await connectAdmin(url);
    answers.push((await admin.sendCommand<string[]>(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME]))[1] ?? '');
    admin.destroy();
  }
  return Number(answers.find(port => answers.filter(other => other === port).length >= QUORUM));
}

/** Asks anew each time who it is: where the sentinels were not of one mind, the one that was asked may follow the other by now, and refuse. */
async function untilInStep(master: () => Promise<RedisServer>): Promise<void> {
  await until(async () => {
    const admin = await connectAdmin((await master()).url);
    try {
      return (await admin.sendCommand<number>(['WAIT', '1', '1000'])) === 1;
    } finally {
      admin.destroy();
    }
  });
}
