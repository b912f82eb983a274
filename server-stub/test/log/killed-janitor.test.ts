import { mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import { INSTRUCTOR_TOKEN } from '../support/classroom';
import { CLASS, onDay } from '../support/log/course';
import { DataFolder, ServerProcess } from '../support/server-process';
import type { Store } from '../../src/app/storage/store';

const ENTRIES = 400;
/** 400 entries of 50 kB are ten files or so. */
const EVENTS_LENGTH = 50_000;

let folder: DataFolder;
let server: ServerProcess | undefined;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(async () => {
  server?.child.kill('SIGKILL');
  await server?.exit;
  folder.remove();
});

const openLog = (): Store => openSqliteStore(join(folder.path, 'log.sqlite'));

async function fill(): Promise<void> {
  const store = openLog();
  await store.registry.createClass(CLASS);
  for (let seq = 1; seq <= ENTRIES; seq++) {
    const event = { seq, type: 'x', time: '2020-01-06T09:10:00.000Z', data: { text: `${String(seq)} `.padEnd(EVENTS_LENGTH, 'x') } };
    await store.log.append('c', onDay(seq / ENTRIES, seq, seq, { eventsJson: JSON.stringify([event]) }));
  }
  await store.close();
}

const start = async (): Promise<string> => {
  const args = ['--port', '0', '--data-dir', folder.path, '--keep-days', '1'];
  server = await ServerProcess.start(args, { CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN });
  return server.listening();
};

/** Resolves when the janitor has touched the class's archive so many times. */
function archiveChanges(count: number): { done: Promise<void>; stop: () => void } {
  const path = join(folder.path, 'archive', 'c');
  mkdirSync(path, { recursive: true });
  let seen = 0;
  let isDone: () => void = () => undefined;
  const done = new Promise<void>(resolve => {
    isDone = resolve;
  });
  const watcher = watch(path, () => {
    seen += 1;
    if (seen >= count) {
      isDone();
    }
  });
  return { done, stop: () => watcher.close() };
}

async function exported(url: string): Promise<string> {
  const headers = { authorization: `Bearer ${INSTRUCTOR_TOKEN}` };
  return (await fetch(`${url}/api/v1/classes/c/events?format=ndjson`, { headers })).text();
}

async function liveEntries(): Promise<number> {
  const store = openLog();
  const { length } = await store.log.read('c', '0', ENTRIES);
  await store.close();
  return length;
}

it('loses and doubles nothing when the server is killed again and again while it moves entries into the archive', async () => {
  await fill();
  const live: number[] = [];
  // The first change is the class's description; each file then makes several, so that it is killed in different places.
  for (const changes of [3, 6, 5, 8, 7]) {
    const moving = archiveChanges(changes);
    await start();
    await moving.done;
    server?.child.kill('SIGKILL');
    await server?.exit;
    moving.stop();
    live.push(await liveEntries());
  }
  const url = await start();
  const seqs = (await exported(url))
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { seq: number }).seq);

  expect(seqs).toEqual(Array.from({ length: ENTRIES }, (_, index) => index + 1));
  expect(live).toEqual(live.toSorted((a, b) => b - a));
  expect(live.at(-1)).toBeLessThan(ENTRIES);
}, 90_000);
