import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { continueAttendance } from '../classroom/attendance.mjs';
import { welcome } from '../demo/messages.mjs';

const ATTENDEES = { joinCode: 'KOALA7', students: 30, seed: 1 };
const MINUTE_MS = 60_000;

/** @type {string} */
let directory;
/** @type {string} */
let file;
let nowMs = 0;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cell-monitor-attendance-'));
  file = join(directory, 'class', 'attendance.json');
  nowMs = 5000;
});
afterEach(() => rm(directory, { recursive: true }));

const open = (attendees = ATTENDEES) => continueAttendance({ file, attendees, nowMs: () => nowMs });

it('goes on where it was, however often the class is opened', async () => {
  for (const attendedMs of [0, 3 * MINUTE_MS, 6 * MINUTE_MS]) {
    const attendance = await open();
    expect(attendance.attendedMs).toBe(attendedMs);
    nowMs += 3 * MINUTE_MS;
    await attendance.keep();
    // Nobody attends a class that is closed.
    nowMs += 60 * MINUTE_MS;
  }
});

it.each([{ joinCode: 'OTHER1' }, { students: 31 }, { seed: 2 }])('begins anew with %j', async change => {
  const attendance = await open();
  nowMs += MINUTE_MS;
  await attendance.keep();
  expect((await open({ ...ATTENDEES, ...change })).attendedMs).toBe(0);
});

it('begins anew where what was kept is broken', async () => {
  await (await open()).keep();
  await writeFile(file, '{"attendedMs":');
  expect((await open()).attendedMs).toBe(0);
});

it('is told when the demo starts: from where its students go on', () => {
  const links = { studentUrl: '', instructorUrl: '', joinCode: '', logs: '', students: 30 };
  expect(welcome({ ...links, attendedMs: 0 })).toContain('30 simulated students are joining. Some of them get stuck within minutes');
  expect(welcome({ ...links, attendedMs: 12 * MINUTE_MS })).toContain(
    '30 simulated students go on where they were, 12 min into their class',
  );
});
