import { watch } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import { INSTRUCTOR_TOKEN, OTHER_SID } from '../support/classroom';
import { CLASS, onDay } from '../support/log/course';
import { bytesIn } from '../support/folder-bytes';
import { HttpClassroom } from '../support/http-classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

const CANARY = 'canary-in-their-code';
/** 600 entries of 40 kB are a dozen files of the archive. */
const ENTRIES = 300;
const EVENTS_LENGTH = 40_000;

let folder: DataFolder;
let server: ServerProcess | undefined;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(async () => {
  await kill();
  folder.remove();
});

async function kill(): Promise<void> {
  server?.child.kill('SIGKILL');
  await server?.exit;
}

/** Years of a class, of which the server is to keep a day in its log. */
async function fill(): Promise<void> {
  const store = openSqliteStore(join(folder.path, 'log.sqlite'));
  await store.registry.createClass(CLASS);
  for (let seq = 1; seq <= ENTRIES; seq++) {
    for (const studentId of ['ada', 'bob']) {
      const text = studentId === 'ada' ? `${CANARY} ${String(seq)} ` : `${String(seq)} `;
      const event = { seq, type: 'x', time: '2020-01-06T09:10:00.000Z', data: { text: text.padEnd(EVENTS_LENGTH, 'x') } };
      await store.log.append('c', onDay(seq / ENTRIES, seq, seq, { studentId, eventsJson: JSON.stringify([event]) }));
    }
  }
  await store.close();
}

async function start(): Promise<ServerProcess> {
  const args = ['--port', '0', '--data-dir', folder.path, '--keep-days', '1', '--log-level', 'info'];
  server = await ServerProcess.start(args, { CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN });
  return server;
}

/** Resolves when the class's archive has changed so many times. */
function archiveChanges(count: number): Promise<void> {
  return new Promise(resolve => {
    let seen = 0;
    const watcher = watch(join(folder.path, 'archive', 'c'), () => {
      seen += 1;
      if (seen === count) {
        watcher.close();
        resolve();
      }
    });
  });
}

it('an erasure under load is finished, however often the server is killed in the middle of it, and leaves no byte', async () => {
  await fill();
  const first = await start();
  const room = new HttpClassroom(await first.listening());
  await first.untilSaid('old entries were moved');
  const [adas, bobs] = [await room.enrol('ada'), await room.enrol('bob')];
  await room.report(adas, OTHER_SID, 1);
  expect(bytesIn(folder.path)).toContain(CANARY);

  let acknowledged = 0;
  const load = (async (): Promise<void> => {
    while ((await room.report(bobs, OTHER_SID, acknowledged + 1)).status === 202) {
      acknowledged += 1;
    }
  })().catch(() => undefined);
  const killedAt = archiveChanges(2);
  const erasing = room.erase('c', 'ada').catch(() => undefined);
  await killedAt;
  await kill();
  await Promise.all([load, erasing]);

  const resumed = archiveChanges(4);
  await start();
  await resumed;
  await kill();
  const last = new HttpClassroom(await (await start()).listening());
  const exported = await last.exported('c');
  const { students } = await last.state('c');
  await kill();

  expect(acknowledged).toBeGreaterThan(0);
  expect(new Set(exported.map(({ studentId }) => studentId))).toEqual(new Set(['bob']));
  expect(exported.filter(({ sid }) => sid !== OTHER_SID)).toHaveLength(ENTRIES);
  expect(exported.filter(({ sid }) => sid === OTHER_SID).length).toBeGreaterThanOrEqual(acknowledged);
  expect(students.map(({ studentId }) => studentId)).toEqual(['bob']);
  expect(bytesIn(folder.path)).not.toContain(CANARY);
}, 90_000);
