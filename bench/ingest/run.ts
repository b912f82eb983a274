/**
 * What the server takes in, as fast as it answers: `npm run bench:ingest`. Beside it, with the same generator and the same bodies, the
 * same Fastify with the append left out, and what `node:http` does alone. Ends with 1 when the record is not whole.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { readStores, type StoreName, STORES } from '../../harness/processes/measured-store';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { describeSelfTimes } from '../../harness/report/self-times';
import { formatTable } from '../../harness/report/table';
import { serveBareHttp } from './bare-http';
import { serveEmptyHandler } from './empty-handler';
import { type IngestFigures, measureTarget } from './measure-target';
import { toRow } from './rows';
import type { TargetName } from './targets';

const USAGE = `Usage: npm run bench:ingest -- [--connections 200,500] [--seconds 10] [--warm-up 3] [--events 20]
    [--store ${STORES.join(',')}] [--peers no] [--profile FOLDER]`;

interface Arguments {
  readonly connections: readonly number[];
  readonly seconds: number;
  readonly warmUp: number;
  readonly events: number;
  readonly stores: readonly StoreName[];
  readonly hasPeers: boolean;
  /** Where the servers leave their CPU profiles; their records are then not verified. */
  readonly profile: string | undefined;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      connections: { type: 'string', default: '200,500' },
      seconds: { type: 'string', default: '10' },
      'warm-up': { type: 'string', default: '3' },
      events: { type: 'string', default: '20' },
      store: { type: 'string', default: STORES.join(',') },
      peers: { type: 'string', default: 'yes' },
      profile: { type: 'string' },
    },
  });
  return {
    connections: values.connections.split(',').map(text => readWhole(text, 'connections')),
    seconds: readWhole(values.seconds, 'seconds'),
    warmUp: readWhole(values['warm-up'], 'warm-up'),
    events: readWhole(values.events, 'events'),
    stores: readStores(values.store),
    hasPeers: values.peers !== 'no',
    profile: values.profile,
  };
}

async function measureAll(): Promise<number> {
  const args = readArguments();
  const folder = useTemporaryFolder();
  const peers: readonly TargetName[] = args.hasPeers ? ['node:http', 'empty handler'] : [];
  const all: IngestFigures[] = [];
  for (const connections of args.connections) {
    for (const target of [...peers, ...args.stores]) {
      console.error(`${target}, ${String(connections)} connections …`);
      all.push(await measureOne(args, target, connections, folder));
    }
  }
  console.log(`${String(args.events)} events a request, ${String(args.seconds)} s each, one request in flight on each connection`);
  console.log('Goals: 100,000 events/s on redis-everysec, 45% of the empty handler, nothing lost or doubled.\n');
  console.log(formatTable(all.map(figures => toRow(figures, all))));
  return all.some(({ verdict }) => verdict !== undefined && verdict.lost + verdict.doubled > 0) ? 1 : 0;
}

async function measureOne({ events, seconds, warmUp, profile }: Arguments, target: TargetName, connections: number, folder: string) {
  const profiles = profile === undefined ? undefined : join(profile, `${target.replace(/\W/gu, '-')}-${String(connections)}`);
  const figures = await measureTarget({
    target,
    connections,
    events,
    warmUpMs: warmUp * 1000,
    measuredMs: seconds * 1000,
    folder: join(folder, 'server'),
    nodeFlags: profiles === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profiles],
    isVerified: profiles === undefined,
  });
  if (profiles !== undefined) {
    console.log(`\n${target}, ${String(connections)} connections: self time\n${describeSelfTimes(profiles)}\n`);
  }
  return figures;
}

/** This program is also the two servers that ours is compared with. */
async function servePeer(name: string): Promise<void> {
  // Not by the signal itself: Node writes its profile when the process exits.
  process.once('SIGTERM', () => process.exit(0));
  await (name === 'node:http' ? serveBareHttp() : serveEmptyHandler());
}

const [flag, peer] = process.argv.slice(2);
await (flag === '--serve' && peer !== undefined ? servePeer(peer) : runMeasurement(USAGE, measureAll));
