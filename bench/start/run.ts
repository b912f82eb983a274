/** How soon a server serves that has a long class in its log: `npm run bench:start`. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { API_PREFIX } from '../../src/protocol';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { startClassServer } from '../../harness/processes/class-server';
import { openMeasuredStore, readStores, type StoreName } from '../../harness/processes/measured-store';
import { readProcess } from '../../harness/processes/process-figures';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { formatTable, type Row, showCount, showMib, showMs } from '../../harness/report/table';
import { fillLog, type LogContents } from './fill-log';

const USAGE = 'Usage: npm run bench:start -- [--events 1000000] [--students 200] [--batch 20] [--store sqlite,redis-everysec]';

const POLL_MS = 5;
const STARTS = ['first', 'second, after a clean stop'];

function readArguments() {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '1000000' },
      students: { type: 'string', default: '200' },
      batch: { type: 'string', default: '20' },
      store: { type: 'string', default: 'sqlite,redis-everysec' },
    },
  });
  const [batch, students] = [readWhole(values.batch, 'batch'), readWhole(values.students, 'students')];
  const events = Math.ceil(readWhole(values.events, 'events') / batch) * batch;
  return { contents: { events, students, batch } satisfies LogContents, stores: readStores(values.store) };
}

async function measureStore(name: StoreName, contents: LogContents, folder: string): Promise<readonly Row[]> {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const store = await openMeasuredStore(name);
  try {
    await fillLog(store.redisUrl, data, contents);
    const rows = [];
    for (const start of STARTS) {
      rows.push({ store: name, start, ...(await measureStart(store.redisUrl, folder, contents.events)) });
    }
    return rows;
  } finally {
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the start of the process. */
async function measureStart(redisUrl: string | undefined, folder: string, events: number): Promise<Row> {
  const startedMs = performance.now();
  const sinceStart = () => showMs(performance.now() - startedMs);
  const server = await startClassServer({ redisUrl, folder });
  try {
    const listening = showMs(server.listeningAfterMs);
    await waitUntilReady(server.url);
    const ready = sinceStart();
    const { totals } = await server.api.state();
    const state = sinceStart();
    if (totals.events !== events) {
      throw new Error(`The state counts ${showCount(totals.events)} events, and the log has ${showCount(events)}.`);
    }
    const rss = showMib(readProcess(server.pid).rssBytes);
    const stopping = performance.now();
    await server.stop();
    const stopped = showMs(performance.now() - stopping);
    return { 'listening ms': listening, 'ready ms': ready, 'whole state ms': state, 'RSS MiB': rss, 'stop ms': stopped };
  } finally {
    await server.stop();
  }
}

async function waitUntilReady(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}${API_PREFIX}/health/ready`, { redirect: 'error' });
    await response.arrayBuffer();
    if (response.ok) {
      return;
    }
    await delay(POLL_MS);
  }
}

await runMeasurement(USAGE, async () => {
  const { contents, stores } = readArguments();
  const folder = useTemporaryFolder();
  const rows: Row[] = [];
  for (const store of stores) {
    console.error(`${store} …`);
    rows.push(...(await measureStore(store, contents, join(folder, 'server'))));
  }
  console.log(
    `${showCount(contents.events)} events of ${showCount(contents.students)} students in the log. From the start of the process:`,
  );
  console.log('Goal: ready within 2,000 ms.\n');
  console.log(formatTable(rows));
  return 0;
});
