import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SnapshotFolder } from '../../src/live/snapshots/snapshot-folder';
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import { LOG_START } from '../../src/log/event-log';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { seededRandom } from '../support/virtual-clock';

let folder: string;
let room: Classroom;
let token: string;

const snapshotFile = (): string => join(folder, 'default.snapshot.gz');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cell-monitor-snapshots-'));
  room = await Classroom.open({ snapshots: new SnapshotFolder(folder, seededRandom(7)) });
  ({ token } = await room.enrol('ada', { team: 'Team 1' }));
  await room.report(token, 1, 20);
  const ask = { seq: 1, type: 'help.requested', time: room.clock.timestamp, data: { question: '<b>\u2028how?' } };
  await room.send(token, { ...room.batchOf([ask]), sid: OTHER_SID });
});
afterEach(async () => {
  await room.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that instructors see, as the text in which they get it. */
async function everything(): Promise<string[]> {
  const paths = ['state', 'students/ada', 'delivery'];
  const replies = await Promise.all(paths.map(path => room.asInstructor('GET', `/classes/default/${path}`)));
  return replies.map(({ body }) => body);
}

/** Where the log is read from at the next start. */
async function positionsRead(): Promise<readonly string[]> {
  const read = vi.spyOn(room.store.log, 'read');
  await room.state();
  return read.mock.calls.map(([, after]) => after);
}

const ignoredLines = (): string[] => room.logLines.filter(line => line.includes('a snapshot is not used'));

describe('a server that starts again', () => {
  it('shows the same to the byte, and reads only the end of the log', async () => {
    const before = await everything();
    await room.restart();
    const positions = await positionsRead();

    expect(await everything()).toEqual(before);
    expect(positions).not.toContain(LOG_START);
    expect(ignoredLines()).toEqual([]);
  });

  it('goes on from there: what came later, late and twice is folded as ever', async () => {
    await room.state();
    await room.restart();
    const { token: bobs } = await room.enrol('bob', { deviceId: OTHER_DEVICE, team: 'Team 1' });
    await room.report(token, 15, 30);
    await room.report(bobs, 1, 5);
    const resumed = await everything();
    await room.restart();
    rmSync(snapshotFile());
    await room.restart();

    expect(JSON.parse(resumed[0] ?? '')).toMatchObject({ totals: { students: 2, events: 36 }, help: [{ question: '<b>\u2028how?' }] });
    expect(await everything()).toEqual(resumed);
  });

  it('uses a snapshot that was taken while the log grew', async () => {
    await room.state();
    await Promise.all([room.report(token, 21, 30), room.app.close()]);
    await room.restart();

    expect((await room.state()).totals).toMatchObject({ events: 31 });
    expect(ignoredLines()).toEqual([]);
  });

  it('keeps its snapshots for their owner, and leaves nothing half-written', async () => {
    await room.state();
    await room.app.close();

    expect(readdirSync(folder)).toEqual(['default.snapshot.gz']);
    expect(statSync(snapshotFile()).mode & 0o077).toBe(0);
  });

  it('looks at the snapshot again when the log was down at first', async () => {
    const before = await everything();
    await room.restart();
    vi.spyOn(room.store.log, 'read').mockRejectedValueOnce(new LogUnavailableError('down'));
    const refused = await room.asInstructor('GET', '/classes/default/state');
    vi.restoreAllMocks();
    const positions = await positionsRead();

    expect(refused.statusCode).toBe(503);
    expect(positions).not.toContain(LOG_START);
    expect(await everything()).toEqual(before);
  });

  it('is ready before anybody asks', async () => {
    await room.state();
    await room.restart();
    const read = vi.spyOn(room.store.log, 'read');
    await room.app.listen({ host: '127.0.0.1', port: 0 });

    await vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(1));
  });
});

/** The snapshot's lines, changed by `edit` and written back as if nothing had happened. */
function editSnapshot(edit: (lines: string[]) => string[]): void {
  const lines = gunzipSync(readFileSync(snapshotFile())).toString().trimEnd().split('\n');
  writeFileSync(snapshotFile(), gzipSync(`${edit(lines).join('\n')}\n`));
}

const withHead = (words: object) => (): void =>
  editSnapshot(([head = '', ...rest]) => [JSON.stringify({ ...(JSON.parse(head) as object), ...words }), ...rest]);

function flipOneByte(): void {
  const bytes = readFileSync(snapshotFile());
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(snapshotFile(), bytes);
}

describe('a snapshot that cannot be used', () => {
  it.each([
    ['is cut short', () => truncateSync(snapshotFile(), 200), 'it is damaged'],
    ['has a wrong byte', flipOneByte, 'it is damaged'],
    ['is something else', () => writeFileSync(snapshotFile(), 'junk'), 'it is damaged'],
    ['is empty', () => writeFileSync(snapshotFile(), ''), 'it is'],
    ['lacks a student', () => editSnapshot(([head = '', , ...rest]) => [head, ...rest]), 'it is not whole'],
    ['lacks its end', () => editSnapshot(lines => lines.slice(0, -1)), 'it is not whole'],
    ['was written by another version', withHead({ snapshot: 0 }), 'another version of the server wrote it'],
    ['is of another class', withHead({ classId: 'other' }), 'it is of another class'],
    ['is of another kind of log', () => editSnapshot(lines => [...lines.slice(0, -1), otherEnd(lines)]), 'the log is not the one'],
  ])('because it %s is ignored with one line, and replaced', async (_why, damage, reason) => {
    const before = await everything();
    await room.restart();
    await room.app.close();
    damage();
    await room.restart();

    expect(await everything()).toEqual(before);
    expect(ignoredLines()).toHaveLength(1);
    expect(ignoredLines()[0]).toContain(reason);
    await room.restart();
    expect(await positionsRead()).not.toContain(LOG_START);
  });

  it('because the log was replaced by a copy of an earlier day that went on is ignored', async () => {
    const copy = join(room.folder, 'copy.sqlite');
    const log = join(room.folder, 'log.sqlite');
    await room.app.close();
    await room.store.close();
    copyFileSync(log, copy);
    await room.restart();
    await room.report(token, 21, 25);
    await room.state();
    await room.app.close();
    await room.store.close();
    copyFileSync(copy, log);
    await room.restart();
    await room.report(token, 21, 22);
    await room.clock.advance(1);

    expect((await room.state()).totals).toMatchObject({ events: 23 });
    expect(ignoredLines()).toHaveLength(1);
  });

  it('because it is ahead of the log is ignored', async () => {
    await room.state();
    await room.app.close();
    await room.store.close();
    rmSync(join(room.folder, 'log.sqlite'));
    await room.restart();

    expect((await room.state()).students).toEqual([]);
    expect(ignoredLines()).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('cannot be written where there is no room: the server says so and goes on', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    await room.state();
    await room.clock.advance(2000);
    await vi.waitFor(() => expect(room.logLines.join('')).toContain('a snapshot cannot be written'));

    expect((await room.state()).totals).toMatchObject({ events: 21 });
  });
});

function otherEnd(lines: readonly string[]): string {
  return JSON.stringify({ ...(JSON.parse(lines.at(-1) ?? '') as object), after: '1700000000000-0' });
}

describe('the folder of the snapshots', () => {
  it('is rid of what a killed server was writing, an hour later', async () => {
    const snapshots = new SnapshotFolder(folder, seededRandom());
    const part = join(folder, 'default.snapshot.gz.abc.part');
    writeFileSync(part, 'half');
    await snapshots.removeAbandoned(Date.now());
    expect(readdirSync(folder)).toHaveLength(1);

    await snapshots.removeAbandoned(Date.now() + 3_700_000);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps a snapshot in its place, whatever its class is called', async () => {
    const snapshots = new SnapshotFolder(folder, seededRandom());
    const names = ['../up', '..', 'a b/c%', '山'];
    for (const name of names) {
      await snapshots.write(name, linesOf(name));
    }
    writeFileSync(join(folder, '%zz.snapshot.gz'), 'foreign');

    expect([...(await snapshots.classesSince(0))].sort()).toEqual([...names].sort());
    expect(readdirSync(folder)).toHaveLength(names.length + 1);
    const read: string[] = [];
    await snapshots.read('../up', line => void read.push(line));
    expect(read).toEqual(['../up']);
  });
});

async function* linesOf(...lines: string[]): AsyncGenerator<string> {
  yield* lines;
}

describe('a class at work', () => {
  const written = (): number => (existsSync(snapshotFile()) ? statSync(snapshotFile()).ino : 0);

  it('is saved without being asked for, and again only when enough has happened', async () => {
    await vi.waitFor(async () => {
      await room.clock.advance(2000);
      expect(written()).not.toBe(0);
    });
    const first = written();
    await room.report(token, 21, 21);
    await room.clock.advance(120_000);
    expect(written()).toBe(first);

    await room.clock.advance(600_000);
    await vi.waitFor(() => expect(written()).not.toBe(first));
    const second = written();
    await room.clock.advance(1_200_000);
    expect(written()).toBe(second);
  });
});
