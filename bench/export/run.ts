/** What the export of a long class takes, and that it does not fill the server's memory: `npm run bench:export`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { API_PREFIX } from '../../src/protocol';
import { EXPORT_FORMATS } from '../../server-stub/src/record/export/formats';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { type ClassServer, INSTRUCTOR_TOKEN, startClassServer } from '../../harness/processes/class-server';
import { openMeasuredStore, readStores, type StoreName } from '../../harness/processes/measured-store';
import { readProcess } from '../../harness/processes/process-figures';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { formatTable, type Row, showCount, showMib, showMs } from '../../harness/report/table';
import { fillLog, type LogContents } from '../start/fill-log';

const USAGE = 'Usage: npm run bench:export -- [--events 1000000] [--students 200] [--store sqlite,redis-everysec]';
/** As the extension sends them. */
const BATCH = 20;
/** What is asked for: each format as it is, and as an archive. */
const QUERIES = EXPORT_FORMATS.flatMap(format => [
  ...(format === 'progsnap2' ? [] : [`format=${format}`]),
  ...(format === 'students' ? [] : [`format=${format}&package=zip`]),
]);

async function measureStore(name: StoreName, contents: LogContents, folder: string): Promise<readonly Row[]> {
  mkdirSync(join(folder, 'data'), { recursive: true });
  const store = await openMeasuredStore(name);
  try {
    await fillLog(store.redisUrl, join(folder, 'data'), contents);
    const rows = [];
    for (const query of QUERIES) {
      // Each with a server of its own: what one export has taken does not hide what the next one takes.
      const server = await startClassServer({ redisUrl: store.redisUrl, folder });
      rows.push({ store: name, export: query, ...(await measureExport(server, query)) });
      await server.stop();
    }
    return rows;
  } finally {
    await store.stop();
  }
}

async function measureExport(server: ClassServer, query: string): Promise<Row> {
  const before = readProcess(server.pid).rssBytes;
  const startedMs = performance.now();
  const response = await fetch(`${server.url}${API_PREFIX}/classes/default/events?${query}`, {
    redirect: 'error',
    headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` },
  });
  if (!response.ok || response.body === null) {
    throw new Error(`${query} was answered with ${String(response.status)}.`);
  }
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
  }
  const took = showMs(performance.now() - startedMs);
  const { maxRssBytes } = readProcess(server.pid);
  return { 'took ms': took, 'size MiB': showMib(bytes), 'RSS before MiB': showMib(before), 'RSS at most MiB': showMib(maxRssBytes) };
}

await runMeasurement(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '1000000' },
      students: { type: 'string', default: '200' },
      store: { type: 'string', default: 'sqlite,redis-everysec' },
    },
  });
  const contents = { events: readWhole(values.events, 'events'), students: readWhole(values.students, 'students'), batch: BATCH };
  const folder = useTemporaryFolder();
  const rows: Row[] = [];
  for (const store of readStores(values.store)) {
    console.error(`${store} …`);
    rows.push(...(await measureStore(store, contents, join(folder, store))));
  }
  console.log(`${showCount(contents.events)} events of ${showCount(contents.students)} students in the log:\n`);
  console.log(formatTable(rows));
  return 0;
});
