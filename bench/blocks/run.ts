/** For how long everybody else waits while one thing is done for a very large class: `npm run bench:blocks`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { API_PREFIX, LIMITS, ROSTER_LIMITS } from '../../src/protocol';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { type ClassServer, startClassServer } from '../../harness/processes/class-server';
import { openMeasuredStore, readStores, type StoreName } from '../../harness/processes/measured-store';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { formatTable, type Row, showMs } from '../../harness/report/table';
import { nameStudent } from '../../simulation/students/student-behaviour';
import { fillLog, type LogContents } from '../start/fill-log';
import { Prober } from './prober';

const USAGE = 'Usage: npm run bench:blocks -- [--students 5000] [--times 7] [--store sqlite,redis-everysec]';
const EVENTS_EACH = 20;
const CLASS = `${API_PREFIX}/classes/default`;
/** What the server does of its own accord after something has changed. */
const AFTERWARDS_MS = 1000;

/** Something that is asked of a server while others wait. */
interface Burden {
  readonly name: string;
  readonly work: (server: ClassServer, students: number) => Promise<unknown>;
}

async function ask(server: ClassServer, method: string, path: string, body?: string, type = 'application/json'): Promise<void> {
  const headers = { authorization: `Bearer ${server.api.token}`, ...(body !== undefined && { 'content-type': type }) };
  const response = await fetch(`${server.url}${path}`, { method, redirect: 'error', headers, ...(body !== undefined && { body }) });
  if (!response.ok) {
    throw new Error(`${method} ${path} was answered ${String(response.status)}: ${await response.text()}`);
  }
  await response.arrayBuffer();
}

/** Reads the feed up to its first frame's end. */
async function openFeed(server: ClassServer): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const headers = { authorization: `Bearer ${server.api.token}` };
  const response = await fetch(`${server.url}${CLASS}/feed`, { redirect: 'error', headers });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    // Two line breaks end the snapshot's frame; that before it is short.
    if (done || (value.length > 100 && value.at(-1) === 10 && value.at(-2) === 10)) {
      return reader;
    }
  }
}

/** As large as a roster may be. */
function writeRoster(students: number): string {
  const rows = Array.from({ length: Math.min(students, ROSTER_LIMITS.students) }, (_, index) => nameStudent(index, students));
  const room = Math.floor((ROSTER_LIMITS.bytes - 100) / rows.length);
  const lines = rows.map(({ studentId, team }) => {
    const [name, end] = [`${studentId} ${'N'.repeat(LIMITS.displayNameLength)}`.slice(0, LIMITS.displayNameLength), `,${team}`];
    return `${studentId},${name.slice(0, room - studentId.length - end.length - 2)}${end}`;
  });
  return ['student_id,display_name,team', ...lines].join('\n');
}

const BURDENS: readonly Burden[] = [
  { name: 'nothing', work: () => delay(AFTERWARDS_MS) },
  { name: 'GET /state', work: server => ask(server, 'GET', `${CLASS}/state`) },
  { name: 'a dashboard opens', work: async server => (await openFeed(server)).cancel() },
  {
    name: 'a session begins, before a dashboard',
    work: async server => {
      const reader = await openFeed(server);
      await ask(server, 'POST', `${CLASS}/sessions`);
      await delay(AFTERWARDS_MS);
      await reader.cancel();
    },
  },
  {
    name: 'a roster is tried',
    work: (server, students) => ask(server, 'PUT', `${CLASS}/roster?dryRun=1`, writeRoster(students), 'text/csv'),
  },
  {
    name: 'a roster is given, and taken away',
    work: async (server, students) => {
      await ask(server, 'PUT', `${CLASS}/roster`, writeRoster(students), 'text/csv');
      await delay(AFTERWARDS_MS);
      await ask(server, 'DELETE', `${CLASS}/roster`);
    },
  },
];

async function measureStore(name: StoreName, contents: LogContents, times: number, folder: string): Promise<readonly Row[]> {
  mkdirSync(join(folder, 'data'), { recursive: true });
  const store = await openMeasuredStore(name);
  try {
    await fillLog(store.redisUrl, join(folder, 'data'), contents);
    const server = await startClassServer({ redisUrl: store.redisUrl, folder });
    await server.api.state();
    const prober = new Prober(server.url);
    const rows: Row[] = [];
    for (const { name: burden, work } of BURDENS) {
      const longest: number[] = [];
      for (let time = 0; time < times; time++) {
        longest.push(await prober.longestDuring(() => work(server, contents.students)));
        await delay(AFTERWARDS_MS);
      }
      const inOrder = longest.toSorted((a, b) => a - b);
      const [median = 0] = inOrder.slice(Math.floor(times / 2));
      rows.push({
        store: name,
        meanwhile: burden,
        'longest wait ms': showMs(median),
        'at least': showMs(inOrder[0] ?? 0),
        'at most': showMs(inOrder.at(-1) ?? 0),
      });
    }
    prober.close();
    await server.stop();
    return rows;
  } finally {
    await store.stop();
  }
}

await runMeasurement(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      students: { type: 'string', default: '5000' },
      times: { type: 'string', default: '7' },
      store: { type: 'string', default: 'sqlite' },
    },
  });
  const [students, times] = [readWhole(values.students, 'students'), readWhole(values.times, 'times')];
  const folder = useTemporaryFolder();
  const rows: Row[] = [];
  for (const store of readStores(values.store)) {
    console.error(`${store} …`);
    rows.push(...(await measureStore(store, { students, events: students * EVENTS_EACH, batch: EVENTS_EACH }, times, join(folder, store))));
  }
  console.log(`The longest that another request waited, the median of ${String(times)}; a class of ${String(students)}. Goal: 50 ms.\n`);
  console.log(formatTable(rows));
  return 0;
});
