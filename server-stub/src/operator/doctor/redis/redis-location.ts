import { type Endpoint, nameOf, type RedisAddress } from '../../../databases/redis/redis-address';
import type { StoreClient } from '../../../databases/redis/topology/redis-client';
import type { Clock } from '../../../platform/clock';
import { type Finding, ok, problem, warning } from '../finding';
import { visitRedis } from './redis-visit';

/** Where the masters are, and what is to be said of those that were asked for them. */
export interface RedisLocation {
  readonly masters: readonly Endpoint[];
  readonly findings: readonly Finding[];
}

/** Finds the servers that hold the log: the one of the URL, the master that the sentinels name, or the masters of the cluster. */
export async function locateRedis(address: RedisAddress, clock: Clock): Promise<RedisLocation> {
  switch (address.kind) {
    case 'single':
      return { masters: [address.server], findings: [] };
    case 'sentinel':
      return locateBySentinels(address, clock);
    case 'cluster':
      return locateInCluster(address, clock);
  }
}

async function locateBySentinels(
  { sentinels, sentinelAccess, masterName }: RedisAddress & { kind: 'sentinel' },
  clock: Clock,
): Promise<RedisLocation> {
  const ask = async (client: StoreClient): Promise<Endpoint | undefined> => {
    const reply = await client.sendCommand<[string, string] | null>(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', masterName]);
    return reply === null ? undefined : { host: reply[0], port: Number(reply[1]) };
  };
  const visits = await Promise.all(sentinels.map(sentinel => visitRedis(sentinel, sentinelAccess, clock, ask)));
  const votes = visits.flatMap(visit => (visit.kind === 'answered' && visit.answer !== undefined ? [visit.answer] : []));
  const silent = visits.flatMap(visit => (visit.kind === 'unreachable' ? [`${visit.address} (${visit.reason})`] : []));
  const masters = [...new Map(votes.map(vote => [nameOf(vote), vote])).values()];
  return { masters: masters.slice(0, 1), findings: judgeSentinels({ asked: sentinels.length, masterName, masters, silent }) };
}

/** What the sentinels said. */
export interface SentinelReport {
  readonly asked: number;
  readonly masterName: string;
  /** Every server that one of them takes for the master. */
  readonly masters: readonly Endpoint[];
  /** Those that did not answer, and why. */
  readonly silent: readonly string[];
}

/** Pure. */
export function judgeSentinels({ asked, masterName, masters, silent }: SentinelReport): readonly Finding[] {
  const answered = asked - silent.length;
  const absence = silent.length === 0 ? '' : `; silent: ${silent.join(', ')}`;
  const state = `${String(answered)} of ${String(asked)} answer${absence}`;
  const [master] = masters;
  if (master === undefined) {
    const advice = 'Correct the addresses and the master’s NAME in CELL_MONITOR_REDIS_URL, or start the sentinels.';
    return [problem('Sentinels', `${state}; none knows a master "${masterName}"`, advice)];
  }
  if (masters.length > 1) {
    return [
      warning(
        'Sentinels',
        `they name several masters: ${masters.map(nameOf).join(', ')}`,
        'A failover may be under way: run doctor again in a minute.',
      ),
    ];
  }
  return answered * 2 > asked
    ? [ok('Sentinels', `${state}; the master is ${nameOf(master)}`)]
    : [warning('Sentinels', `${state}: too few to agree on a failover`, 'Start the silent ones: a majority must live.')];
}

async function locateInCluster({ seeds, access }: RedisAddress & { kind: 'cluster' }, clock: Clock): Promise<RedisLocation> {
  const silent: string[] = [];
  for (const seed of seeds) {
    const visit = await visitRedis(seed, access, clock, async client => readMasters(await client.sendCommand(['CLUSTER', 'SLOTS']), seed));
    if (visit.kind === 'answered') {
      return { masters: visit.answer.masters, findings: judgeCluster({ ...visit.answer, silent }) };
    }
    silent.push(`${visit.address} (${visit.reason})`);
  }
  return { masters: [], findings: judgeCluster({ masters: [], slots: 0, silent }) };
}

type SlotReply = readonly [from: number, to: number, master: readonly [host: string | null, port: number, ...unknown[]], ...unknown[]];

/** @param asked the node that answered; it may leave out its own host */
function readMasters(reply: unknown, asked: Endpoint): { readonly masters: readonly Endpoint[]; readonly slots: number } {
  const ranges = reply as readonly SlotReply[];
  const masters = ranges.map(([, , [host, port]]) => ({ host: host || asked.host, port }));
  const slots = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  return { masters: [...new Map(masters.map(master => [nameOf(master), master])).values()], slots };
}

export interface ClusterReport {
  readonly masters: readonly Endpoint[];
  /** That some master serves. */
  readonly slots: number;
  readonly silent: readonly string[];
}

const ALL_SLOTS = 16_384;

/** Pure. */
export function judgeCluster({ masters, slots, silent }: ClusterReport): readonly Finding[] {
  if (masters.length === 0 && silent.length > 0) {
    return [problem('Cluster', `no node of the URL answers: ${silent.join(', ')}`, 'Start it, or correct CELL_MONITOR_REDIS_URL.')];
  }
  const absence =
    silent.length === 0
      ? []
      : [
          warning(
            'Cluster',
            `of the nodes in the URL some are silent: ${silent.join(', ')}`,
            'Start them, or name others in CELL_MONITOR_REDIS_URL.',
          ),
        ];
  return slots < ALL_SLOTS
    ? [
        ...absence,
        problem(
          'Cluster',
          `${String(ALL_SLOTS - slots)} slots have no master`,
          'Some classes cannot be used. See: redis-cli --cluster check HOST:PORT',
        ),
      ]
    : [...absence, ok('Cluster', `${String(masters.length)} masters for all slots`)];
}
