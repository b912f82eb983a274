/** How soon an instructor sees what one student of a long class did: `npm run bench:timeline`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { API_PREFIX, type StudentTimeline } from '../../src/protocol';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { type ClassServer, INSTRUCTOR_TOKEN, startClassServer } from '../../harness/processes/class-server';
import { openMeasuredStore, readStores, type StoreName } from '../../harness/processes/measured-store';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { quantile } from '../../harness/report/quantile';
import { formatTable, type Row, showCount, showMs } from '../../harness/report/table';
import { fillLog, type LogContents } from '../start/fill-log';

const USAGE = 'Usage: npm run bench:timeline -- [--events 300000] [--students 200] [--batch 20] [--store sqlite,redis-everysec]';
const ASKED = 9;

async function measureStore(name: StoreName, contents: LogContents, folder: string): Promise<Row> {
  mkdirSync(join(folder, 'data'), { recursive: true });
  const store = await openMeasuredStore(name);
  try {
    await fillLog(store.redisUrl, join(folder, 'data'), contents);
    const server = await startClassServer({ redisUrl: store.redisUrl, folder });
    try {
      const { students } = await server.api.state();
      return { store: name, ...(await measurePages(server, students[0]?.studentId ?? '')) };
    } finally {
      await server.stop();
    }
  } finally {
    await store.stop();
  }
}

async function measurePages(server: ClassServer, studentId: string): Promise<Row> {
  const took: number[] = [];
  for (let count = 0; count < ASKED; count++) {
    const startedMs = performance.now();
    const page = await readTimeline(server, studentId);
    took.push(performance.now() - startedMs);
    if (page.events.length === 0) {
      throw new Error(`${studentId} has no timeline.`);
    }
  }
  return { 'a page, p50 ms': showMs(quantile(took, 0.5)), 'most ms': showMs(Math.max(...took)) };
}

async function readTimeline({ url }: ClassServer, studentId: string): Promise<StudentTimeline> {
  const response = await fetch(`${url}${API_PREFIX}/classes/default/students/${studentId}/timeline`, {
    redirect: 'error',
    headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` },
  });
  if (!response.ok) {
    throw new Error(`The timeline of ${studentId} was answered with ${String(response.status)}.`);
  }
  return (await response.json()) as StudentTimeline;
}

await runMeasurement(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '300000' },
      students: { type: 'string', default: '200' },
      batch: { type: 'string', default: '20' },
      store: { type: 'string', default: 'sqlite,redis-everysec' },
    },
  });
  const [events, students, batch] = [
    readWhole(values.events, 'events'),
    readWhole(values.students, 'students'),
    readWhole(values.batch, 'batch'),
  ];
  const folder = useTemporaryFolder();
  const rows: Row[] = [];
  for (const store of readStores(values.store)) {
    console.error(`${store} …`);
    rows.push(await measureStore(store, { events, students, batch }, join(folder, store)));
  }
  console.log(
    `A student's newest page, of ${showCount(students)} students with ${showCount(events)} events in the log, ${showCount(batch)} in an entry:\n`,
  );
  console.log(formatTable(rows));
  return 0;
});
