import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SnapshotFolder } from '../../src/live/snapshots/snapshot-folder';
import { batch } from '../support/log/batches';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import type { Store } from '../../src/app/storage/store';
import type { Archive } from '../../src/log/archive/archive';
import { ArchivedLog } from '../../src/log/archive/archived-log';
import { Janitor } from '../../src/record/retention/janitor';
import { archiveFolderOf, openArchive } from '../../src/log/archive/open-archive';
import { Classroom, OTHER_SID, SID } from '../support/classroom';
import { DAY_MS } from '../support/log/course';
import { FeedReader } from '../support/feed-reader';
import { bytesIn } from '../support/folder-bytes';
import { seededRandom } from '../support/virtual-clock';

const CANARY = 'canary-in-their-notebook';

let folder: string;
let raw: Store;
let archive: Archive;
let room: Classroom;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cell-monitor-age-'));
  raw = openSqliteStore(join(folder, 'log.sqlite'));
  archive = openArchive(archiveFolderOf(folder), seededRandom(3));
  const store = { ...raw, log: new ArchivedLog(raw.log, raw.retention, archive) };
  room = await Classroom.open({ store, archive, snapshots: new SnapshotFolder(join(folder, 'snapshots'), seededRandom(7)) });
});
afterEach(async () => {
  await room.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Five days of one student, of which the first two hold the canary, two events each; the fifth was yesterday. */
async function fillFiveDays(): Promise<void> {
  const receivedAtMs = (day: number): number => room.clock.wallMs() - (6 - day) * DAY_MS;
  await raw.log.appendEntries(room.class.id, {
    kind: 'enrolled',
    studentId: 'ada',
    displayName: 'Ada',
    team: '',
    receivedAtMs: receivedAtMs(1),
  });
  const append = async (day: number, seqs: readonly number[], sid: string): Promise<void> => {
    const notebook = day <= 2 ? `${CANARY}.ipynb` : 'a.ipynb';
    const events = seqs.map(seq => ({ ...room.run(seq, { notebook }), time: new Date(receivedAtMs(day)).toISOString() }));
    const { entry } = batch(seqs[0] ?? 1, seqs.at(-1) ?? 1, { sid, eventsJson: JSON.stringify(events) });
    const sentAt = new Date(receivedAtMs(day)).toISOString();
    await raw.log.append(room.class.id, { oldest: 1, entry: { ...entry, sentAt, receivedAtMs: receivedAtMs(day) } });
  };
  const by = { id: 'g', name: 'Grace' };
  const said = { kind: 'action', studentId: '', receivedAtMs: receivedAtMs(1), id: 'm' } as const;
  await raw.log.appendEntries(room.class.id, { ...said, action: { type: 'message', to: { all: true }, text: CANARY, by } });
  await append(1, [1], OTHER_SID);
  for (let day = 1; day <= 5; day++) {
    await append(day, [2 * day - 1, 2 * day], SID);
  }
}

/** The class says how long it keeps its record, and the server has heard of it. */
async function keep(retentionDays: number): Promise<void> {
  const before = await raw.registry.getClass(room.class.id);
  if (before !== undefined) {
    await raw.registry.updateClass(before, { ...before, policy: { ...before.policy, retentionDays } });
  }
  await room.clock.advance(5000);
}

const cleanUp = () =>
  new Janitor({
    store: raw,
    archive,
    limits: { keepDays: 0, keepMb: 0 },
    clock: room.clock,
    random: seededRandom(),
    logger: pino({ level: 'silent' }),
  }).run();

describe('a class that keeps its record for three days', () => {
  it('shows nothing older, at once, and counts nothing as missing', async () => {
    await fillFiveDays();
    expect((await room.state()).totals.events).toBe(11);
    await keep(3);
    const { sources } = await room.delivery();

    expect((await room.state()).totals).toEqual({ students: 1, events: 6, runs: 2, errors: 0 });
    expect((await room.exported()).map(({ seq }) => seq)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(JSON.stringify(await room.detail('ada'))).not.toContain(CANARY);
    expect((await room.detail('ada')).student.displayName).toBe('Ada');
    expect((await room.state()).messages).toBeUndefined();
    expect(sources.toSorted((a, b) => b.hwm - a.hwm)).toMatchObject([
      { sid: SID, hwm: 10, received: 6, missing: [] },
      { sid: OTHER_SID, hwm: 1, received: 0, missing: [] },
    ]);
  });

  it('removes it from log, archive and snapshots, shows the same as before, and goes on the next day', async () => {
    await fillFiveDays();
    await room.state();
    await keep(3);
    const shown = { state: await room.state(), delivery: await room.delivery(), exported: await room.exported() };
    expect(bytesIn(folder)).toContain(CANARY);
    expect((await cleanUp()).failures).toEqual([]);

    expect(bytesIn(folder)).not.toContain(CANARY);
    expect({ state: await room.state(), delivery: await room.delivery(), exported: await room.exported() }).toEqual(shown);
    await keep(2);
    expect((await cleanUp()).failures).toEqual([]);
    expect((await room.exported()).map(({ seq }) => seq)).toEqual([7, 8, 9, 10]);
    expect((await room.state()).totals.events).toBe(4);
  });

  it('does not take again what a machine sends again that it no longer keeps', async () => {
    await fillFiveDays();
    await keep(3);
    await cleanUp();
    const { token } = await room.enrol('ada');

    expect((await room.report(token, 1, 10)).json()).toMatchObject({ hwm: 10 });
    expect((await room.state()).totals.events).toBe(6);
  });

  it('forgets what instructors did that long ago, also where no student did anything then', async () => {
    const who = { by: { id: 'g', name: CANARY } };
    const did = { kind: 'action', receivedAtMs: room.clock.wallMs() - 5 * DAY_MS } as const;
    const { id } = room.class;
    await raw.log.appendEntries(
      id,
      { ...did, studentId: '', id: 'm', action: { type: 'message', to: { all: true }, text: CANARY, ...who } },
      { ...did, studentId: '', id: 'v', action: { type: 'visit', team: 'Team 1', step: 'done', ...who } },
      { ...did, studentId: 'ada', id: 'w', action: { type: 'visit', step: 'done', ...who } },
    );
    const { token } = await room.enrol('ada', { team: 'Team 1' });
    await room.report(token, 1, 1);
    expect(JSON.stringify(await room.state()).match(/canary/gu)).toHaveLength(4);
    await keep(3);
    await cleanUp();

    expect(JSON.stringify(await room.state())).not.toContain(CANARY);
    expect(bytesIn(folder)).not.toContain(CANARY);
  });

  it('tells the dashboards that are open', async () => {
    await fillFiveDays();
    const dashboard = await FeedReader.open(room);
    expect(dashboard.merged().totals).toMatchObject({ events: 11 });
    await keep(3);

    expect(dashboard.merged().totals).toMatchObject({ events: 6 });
    dashboard.leave();
  });
});

it('a class that has not said how long it keeps its record keeps all of it', async () => {
  await fillFiveDays();
  await cleanUp();

  const students = (await room.exported()).filter(({ type }) => !type.startsWith('instructor.'));
  expect(students).toHaveLength(11);
  expect(bytesIn(folder)).toContain(CANARY);
});
