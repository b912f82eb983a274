import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogUnavailableError } from '../log-unavailable';
import type { DiskReserve } from './disk-reserve';
import { GroupCommit } from './group-commit';

const RESERVED = 'the disk is full, and what is left is kept for erasing and releasing';
const sqliteError = (errcode: number): Error => Object.assign(new Error('SQLite'), { errcode });
const failing = (errcode: number) => (): never => {
  throw sqliteError(errcode);
};

/** A disk that has no room until its reserve is given up. */
class Disk {
  isFull = false;
  isSpent = false;
  hasReserve = true;

  readonly reserve: Pick<DiskReserve, 'isSpent' | 'hold' | 'release'>;

  constructor() {
    const isSpent = (): boolean => this.isSpent;
    this.reserve = {
      get isSpent() {
        return isSpent();
      },
      hold: () => !this.isFull,
      release: () => {
        const hadReserve = this.hasReserve;
        this.hasReserve = false;
        this.isSpent = true;
        this.isFull = false;
        return hadReserve;
      },
    };
  }

  write(): void {
    if (this.isFull) {
      throw sqliteError(13);
    }
  }
}

let database: DatabaseSync;
let flush: () => void;
let disk: Disk;
let commits: GroupCommit;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE notes (text TEXT NOT NULL)');
  disk = new Disk();
  flush = () => undefined;
  commits = new GroupCommit(database, run => (flush = run), { reserve: disk.reserve as DiskReserve });
});
afterEach(() => database.close());

const note = (text: string) => () => {
  disk.write();
  database.prepare('INSERT INTO notes VALUES (?)').run(text);
  return text;
};
const notes = () =>
  database
    .prepare('SELECT text FROM notes')
    .all()
    .map(({ text }) => text);

/** What became of writes that were asked for together. */
async function together(...writes: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  flush();
  const ends = await Promise.allSettled(writes);
  return ends.map(end => (end.status === 'fulfilled' ? end.value : (end.reason as Error).message));
}

describe('writes that are asked for together', () => {
  it('are committed together, each with its own result', async () => {
    expect(await together(commits.add(note('a')), commits.add(note('b')))).toEqual(['a', 'b']);
    expect(notes()).toEqual(['a', 'b']);
  });

  it('are each by themselves when one of them is at fault', async () => {
    const atFault = commits.add(() => database.exec('INSERT INTO notes VALUES (NULL)'));
    const [first, second, third] = await together(commits.add(note('a')), atFault, commits.add(note('b')));
    expect([first, third]).toEqual(['a', 'b']);
    expect(second).toContain('19');
    expect(notes()).toEqual(['a', 'b']);
  });

  it('all fail when the disk does, and nothing of them is kept', async () => {
    expect(await together(commits.add(note('a')), commits.add(failing(10)))).toEqual(['the disk failed', 'the disk failed']);
    expect(notes()).toEqual([]);
    expect(await together(commits.add(note('b')))).toEqual(['b']);
  });
});

describe('a database that cannot go on', () => {
  it('takes nothing more once its file is damaged', async () => {
    const damaged = 'the database file is damaged: stop the server and restore a backup';
    expect(await together(commits.add(failing(11)))).toEqual([damaged]);
    expect(await together(commits.add(note('a')))).toEqual([damaged]);
  });

  it('commits what waits when it is closed, and refuses the rest', async () => {
    const waiting = commits.add(note('a'));
    commits.close();
    await expect(waiting).resolves.toBe('a');
    await expect(commits.add(note('b'))).rejects.toThrow('the database is closed');
  });
});

it('acknowledges nothing that was committed to a file which nobody can open any more', async () => {
  const requireIntact = (): never => {
    throw new LogUnavailableError('the file was deleted');
  };
  commits = new GroupCommit(database, run => (flush = run), { requireIntact });
  expect(await together(commits.add(note('a')))).toEqual(['the file was deleted']);
});

describe('a full disk', () => {
  it('takes what must work, from the reserve, and nothing else', async () => {
    disk.isFull = true;
    const ends = await together(commits.add(note('report')), commits.add(note('erasure'), { mayUseReserve: true }));
    expect(ends).toEqual([RESERVED, 'erasure']);
    expect(notes()).toEqual(['erasure']);
  });

  it('keeps its reserve while nobody is there who may use it', async () => {
    disk.isFull = true;
    expect(await together(commits.add(note('report')))).toEqual(['the disk is full']);
    expect(disk.hasReserve).toBe(true);
  });

  it('is full for everybody once the reserve is gone', async () => {
    disk.isFull = true;
    disk.hasReserve = false;
    expect(await together(commits.add(failing(13), { mayUseReserve: true }))).toEqual(['the disk is full']);
  });

  it('takes no report until the reserve is held again', async () => {
    disk.isSpent = true;
    disk.isFull = true;
    await expect(commits.add(note('report'))).rejects.toThrow(RESERVED);
    disk.isFull = false;
    expect(await together(commits.add(note('report')))).toEqual(['report']);
  });
});
