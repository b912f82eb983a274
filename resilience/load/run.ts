/**
 * A class of 200 to 5,000 students with the extension's own delivery code, on a server of ours or on yours: `npm run load`. At the end
 * everybody reports what is left, and the server's record is checked. Ends with 1 when an event is lost, doubled or not delivered.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createHttpTransport } from '../../src/transport/http';
import { InstructorApi } from '../../harness/api/instructor-api';
import { ArgumentError, readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { openDashboards } from '../../harness/dashboard/dashboard';
import { readStore, type StoreName, STORES } from '../../harness/processes/measured-store';
import { startServerOn } from '../../harness/processes/server-on-store';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { mean, quantile } from '../../harness/report/quantile';
import type { RecordVerdict } from '../../harness/report/record-account';
import { formatTable, type Row, showCount, showMs } from '../../harness/report/table';
import { verifyRecord } from '../../harness/report/verify-record';
import { StudentsAtWork } from './students-at-work';
import { TransportRecord, watchTransport } from './watched-transport';

const USAGE = `Usage: npm run load -- [--students 200] [--seconds 60] [--events-per-second 800] [--dashboards 0] [--seed 1]
    [--cadence 15000] [--store ${STORES.join('|')}]                  on a server that is started for it
    [--server URL --token INSTRUCTOR_TOKEN] [--class default]    on yours, whose class gets the students`;

/** Several of the client's attempts, and a breaker that has to close again. */
const REPORT_LIMIT_MS = 120_000;

interface Arguments {
  readonly students: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly dashboards: number;
  readonly seed: number;
  readonly cadenceMs: number;
  readonly store: StoreName;
  /** Undefined: one is started. */
  readonly api: InstructorApi | undefined;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      students: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '60' },
      'events-per-second': { type: 'string', default: '800' },
      dashboards: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      cadence: { type: 'string', default: '15000' },
      store: { type: 'string', default: 'redis-everysec' },
      server: { type: 'string' },
      token: { type: 'string' },
      class: { type: 'string', default: 'default' },
    },
  });
  return {
    students: readWhole(values.students, 'students'),
    seconds: readWhole(values.seconds, 'seconds'),
    eventsPerSecond: readWhole(values['events-per-second'], 'events-per-second'),
    dashboards: values.dashboards === '0' ? 0 : readWhole(values.dashboards, 'dashboards'),
    seed: readWhole(values.seed, 'seed'),
    cadenceMs: readWhole(values.cadence, 'cadence'),
    store: readStore(values.store),
    api: readServer(values.server, values.token, values.class),
  };
}

function readServer(server: string | undefined, token: string | undefined, classId: string): InstructorApi | undefined {
  if (server === undefined) {
    return undefined;
  }
  if (!URL.canParse(server) || token === undefined) {
    throw new ArgumentError('--server takes an address such as http://10.0.0.5:8600, and needs --token with the instructor token.');
  }
  return new InstructorApi(server.replace(/\/+$/u, ''), token, classId);
}

async function loadClass(args: Arguments, api: InstructorApi): Promise<number> {
  const { students, seed, eventsPerSecond } = args;
  const record = new TransportRecord();
  const transport = watchTransport(createHttpTransport({ wallMs: () => Date.now() }), record, () => performance.now());
  const seats = { server: api.url, joinCode: await api.joinCode(), students };
  const work = new StudentsAtWork({ seats, seed, transport, eventsPerSecond });
  const dashboards = await openDashboards(api, args.dashboards, () => undefined);
  const startedMs = performance.now();
  await work.begin();
  await delay(args.seconds * 1000);
  work.stopWorking();
  const workedS = (performance.now() - startedMs) / 1000;
  // Before the end, at which everybody reports at once as no class does.
  const row = describeWork(record);
  await work.reportTheRest(() => record.acknowledgedEvents >= work.recorded, REPORT_LIMIT_MS);
  await Promise.all(dashboards.map(dashboard => dashboard.close()));
  await work.leave();
  const what = `${showCount(students)} students with the extension's own client, ${showCount(work.recorded)} events`;
  console.log(`${what} in ${showCount(workedS)} s, sitting down included\n`);
  return judge(row, work.recorded, await verifyRecord(api, record.acknowledged));
}

function describeWork(record: TransportRecord): Row {
  return {
    reports: showCount(record.reports),
    accepted: `${(record.successShare * 100).toFixed(2)}%`,
    others: record.failuresInWords,
    'mean ms': showMs(mean(record.latenciesMs)),
    'p50 ms': showMs(quantile(record.latenciesMs, 0.5)),
    'p99 ms': showMs(quantile(record.latenciesMs, 0.99)),
    'peak reports/s': showCount(record.peakPerSecond),
  };
}

function judge(row: Row, recorded: number, { acknowledged, lost, doubled }: RecordVerdict): number {
  const undelivered = recorded - acknowledged;
  console.log(formatTable([{ ...row, lost: showCount(lost), doubled: showCount(doubled), undelivered: showCount(undelivered) }]));
  return lost === 0 && doubled === 0 && undelivered === 0 ? 0 : 1;
}

await runMeasurement(USAGE, async () => {
  const args = readArguments();
  if (args.api !== undefined) {
    return loadClass(args, args.api);
  }
  const server = await startServerOn(args.store, {
    folder: join(useTemporaryFolder(), 'server'),
    cadenceMs: args.cadenceMs,
    environment: { CELL_MONITOR_MAX_STUDENTS: String(args.students) },
  });
  try {
    return await loadClass(args, server.api);
  } finally {
    await server.stop();
  }
});
