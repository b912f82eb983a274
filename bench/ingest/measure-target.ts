import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { FlatOutLoad } from '../../harness/generator/flat-out';
import { addressOf } from '../../harness/generator/load-connection';
import { LoadTally } from '../../harness/generator/load-tally';
import { acknowledgedOf, joinStudents, makeConnections } from '../../harness/generator/reporting-class';
import { ReportingSource } from '../../harness/generator/reporting-source';
import { readProcess } from '../../harness/processes/process-figures';
import type { RecordVerdict } from '../../harness/report/record-account';
import { verifyRecord } from '../../harness/report/verify-record';
import { startTarget, type Target, type TargetName } from './targets';

export interface IngestOptions {
  readonly target: TargetName;
  readonly connections: number;
  readonly events: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
  /** Where the server's files go; cleared afterwards. */
  readonly folder: string;
  readonly nodeFlags: readonly string[];
  /** Off for a profile, which is to show what ingest does and not what the export does. */
  readonly isVerified: boolean;
}

export interface IngestFigures {
  readonly target: TargetName;
  readonly connections: number;
  readonly tally: LoadTally;
  readonly measuredS: number;
  /** Of one core each. */
  readonly serverCpu: number;
  readonly redisCpu: number;
  readonly generatorCpu: number;
  readonly rssBytes: number;
  readonly maxRssBytes: number;
  readonly redisConnections: number;
  /** Undefined when it was not asked for, and for a server that keeps nothing. */
  readonly verdict: RecordVerdict | undefined;
}

/**
 * A student may send 50 reports a second, which a class never does and a generator does easily: so many students that
 * a hundred thousand requests a second would not be slowed down.
 */
const MIN_STUDENTS = 2000;

/** A server without an API takes anything for a token; this is as long as a real one. */
const NO_TOKEN = 'x'.repeat(300);

/** Starts a target with an empty log, reports to it flat out, and holds its record against what it acknowledged. */
export async function measureTarget(options: IngestOptions): Promise<IngestFigures> {
  const target = await startTarget(options.target, options.folder, options.nodeFlags);
  try {
    return await loadTarget(target, options);
  } finally {
    await target.stop();
    rmSync(options.folder, { recursive: true, force: true });
  }
}

async function loadTarget(target: Target, options: IngestOptions): Promise<IngestFigures> {
  const connections = makeConnections(target.url, options.connections);
  const sources = await makeSources(target, options);
  const tally = new LoadTally();
  const used = await watch(target, new FlatOutLoad(connections, sources, tally), tally, options);
  const redisConnections = await target.store.countConnections();
  connections.forEach(connection => connection.close());
  const isKept = options.isVerified && options.target !== 'empty handler' && target.api !== undefined;
  const verdict = isKept ? await verifyRecord(target.api, acknowledgedOf(sources)) : undefined;
  return { target: options.target, connections: options.connections, tally, ...used, redisConnections, verdict };
}

async function makeSources({ url, api }: Target, { connections, events }: IngestOptions): Promise<readonly ReportingSource[]> {
  const students = Math.ceil(MIN_STUDENTS / connections) * connections;
  if (api !== undefined) {
    return joinStudents(api, students, events);
  }
  const sids = Array.from({ length: students }, (_, index) => String(index).padStart(22, '0'));
  return sids.map(sid => new ReportingSource({ studentId: sid, sid, token: NO_TOKEN }, addressOf(url).host, events, false));
}

/** Runs the load, and measures everybody's use of the machine meanwhile. */
async function watch(target: Target, load: FlatOutLoad, tally: LoadTally, { warmUpMs, measuredMs }: IngestOptions) {
  load.start();
  await delay(warmUpMs);
  const before = await readUse(target);
  tally.start();
  await delay(measuredMs);
  tally.stop();
  const after = await readUse(target);
  const { rssBytes, maxRssBytes } = readProcess(target.pid);
  await load.stop();
  const measuredS = after.atS - before.atS;
  const share = (name: 'serverS' | 'redisS' | 'generatorS') => (after[name] - before[name]) / measuredS;
  return { measuredS, serverCpu: share('serverS'), redisCpu: share('redisS'), generatorCpu: share('generatorS'), rssBytes, maxRssBytes };
}

/** Seconds of processor time so far. */
async function readUse({ pid, store }: Target) {
  const redisS = await store.readCpuSeconds();
  const { user, system } = process.cpuUsage();
  return { atS: performance.now() / 1000, serverS: readProcess(pid).cpuSeconds, redisS, generatorS: (user + system) / 1e6 };
}
