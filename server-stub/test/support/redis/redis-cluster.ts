import { slotOf, SLOT_COUNT } from '../../../src/databases/redis/topology/redis-slots';
import { type Admin, connectAdmin, until } from './redis-stores';
import { findFreePort, type RedisServer, startRedis } from './redis-server';

/** Three masters that share the slots between them, on this machine, without replicas. */
export interface RedisCluster {
  /** `redis+cluster://…`, naming one of them. */
  readonly url: string;
  readonly nodes: readonly ClusterNode[];
  /** Who has the slot of this key now. */
  ownerOf(key: string): Promise<ClusterNode>;
  /** Who else there is. */
  otherThan(node: ClusterNode): ClusterNode;
  /** Tells both that the key's slot is on its way: what is not on the old one any more, is asked of the new one. */
  beginMove(key: string, from: ClusterNode, to: ClusterNode): Promise<void>;
  /** Moves these keys of the slot. */
  moveKeys(keys: readonly string[], from: ClusterNode, to: ClusterNode): Promise<void>;
  /** Tells all who has the key's slot from now on. */
  endMove(key: string, to: ClusterNode): Promise<void>;
  empty(): Promise<void>;
  stop(): Promise<void>;
}

interface ClusterNode {
  readonly server: RedisServer;
  readonly admin: Admin;
  readonly id: string;
}

/** @param args of the three servers */
export async function startCluster(args: readonly string[] = []): Promise<RedisCluster> {
  const nodes = await Promise.all([0, 1, 2].map(index => startNode(index, args)));
  for (const { admin, server } of nodes.slice(1)) {
    await admin.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', String(nodes[0]?.server.port), String(nodes[0]?.busPort)]);
    await until(async () => (await nodes[0]?.admin.sendCommand<string>(['CLUSTER', 'NODES']))?.includes(`:${String(server.port)}@`));
  }
  const isWhole = async ({ admin }: ClusterNode): Promise<void> =>
    until(async () => {
      const info = await admin.sendCommand<string>(['CLUSTER', 'INFO']);
      return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3');
    });
  await Promise.all(nodes.map(isWhole));
  return {
    url: `redis+cluster://127.0.0.1:${String(nodes[1]?.server.port)}`,
    nodes,
    ownerOf: async key => findOwner(nodes, key),
    otherThan: node => nodes.find(other => other !== node) ?? node,
    beginMove: async (key, from, to) => {
      const slot = String(slotOf(key));
      await to.admin.sendCommand(['CLUSTER', 'SETSLOT', slot, 'IMPORTING', from.id]);
      await from.admin.sendCommand(['CLUSTER', 'SETSLOT', slot, 'MIGRATING', to.id]);
    },
    moveKeys: async (keys, from, to) => {
      await from.admin.sendCommand(['MIGRATE', '127.0.0.1', String(to.server.port), '', '0', '2000', 'KEYS', ...keys]);
    },
    endMove: async (key, to) => {
      // The new owner first, or for a moment nobody would have it.
      for (const { admin } of [to, ...nodes.filter(node => node !== to)]) {
        await admin.sendCommand(['CLUSTER', 'SETSLOT', String(slotOf(key)), 'NODE', to.id]);
      }
    },
    empty: async () => {
      await Promise.all(nodes.map(({ admin }) => admin.sendCommand(['FLUSHALL'])));
    },
    stop: async () => {
      await Promise.all(nodes.map(({ admin, server }) => (admin.destroy(), server.stop())));
    },
  };
}

/** A node with a third of the slots, that knows no other yet. */
async function startNode(index: number, args: readonly string[]): Promise<ClusterNode & { readonly busPort: number }> {
  const busPort = await findFreePort();
  const timing = ['--cluster-node-timeout', '3000', '--cluster-migration-barrier', '0'];
  const server = await startRedis(['--cluster-enabled', 'yes', '--cluster-port', String(busPort), ...timing, ...args]);
  const admin = await connectAdmin(server.url);
  const [from, to] = [index, index + 1].map(third => Math.round((third * SLOT_COUNT) / 3));
  await admin.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', String(from), String((to ?? 0) - 1)]);
  await admin.sendCommand(['CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1)]);
  return { server, admin, busPort, id: await admin.sendCommand<string>(['CLUSTER', 'MYID']) };
}

async function findOwner(nodes: readonly ClusterNode[], key: string): Promise<ClusterNode> {
  for (const node of nodes) {
    const lines = (await node.admin.sendCommand<string>(['CLUSTER', 'NODES'])).split('\n');
    const own =
      lines
        .find(line => line.includes('myself'))
        ?.split(' ')
        .slice(8) ?? [];
    if (own.some(range => holds(range, slotOf(key)))) {
      return node;
    }
  }
  throw new Error(`nobody has the slot of ${key}`);
}

function holds(range: string, slot: number): boolean {
  const [from = Number.NaN, to = from] = range.split('-').map(Number);
  return slot >= from && slot <= to;
}
