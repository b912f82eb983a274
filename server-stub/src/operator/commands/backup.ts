import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import type { Config } from '../../config/config';
import { comparePositions, LOG_START, type Position } from '../../log/event-log';
import { openStore, sqliteFileOf } from '../../app/storage/open-store';
import { copyDatabase } from '../../databases/sqlite/sqlite-backup';
import { systemRandom } from '../../platform/random';
import type { ClassRecord } from '../../class/registry/registry';
import { describeClass } from '../../class/registry/archived-class';
import type { Archive } from '../../log/archive/archive';
import { archiveNext } from '../../log/archive/archive-next';
import { ArchivedLog } from '../../log/archive/archived-log';
import { archiveFolderOf, openArchive } from '../../log/archive/open-archive';
import { requireLog, withReachableStore } from './reachable-store';

type Print = (line: string) => void;

/**
 * Copies everything that the server's store holds, while the server runs or not. An SQLite log becomes one file, checked; a log in
 * Redis becomes a folder of archive files, with what was trimmed before in them.
 * @param target what is not there yet; nothing is overwritten
 * @throws Error with words for the operator
 */
export async function backUp(config: Config, target: string, print: Print): Promise<void> {
  await (config.redisUrl === undefined ? backUpSqlite(config, target, print) : backUpRedis(config, target, print));
}

async function backUpSqlite(config: Config, target: string, print: Print): Promise<void> {
  requireLog(config);
  const { dataDir } = config;
  const source = sqliteFileOf(dataDir);
  const bytes = await copyDatabase(source, target);
  print(`${target}: ${String(Math.ceil(bytes / 1024))} KiB, and SQLite's integrity check found nothing wrong`);
  const archive = archiveFolderOf(dataDir);
  if (existsSync(archive) && readdirSync(archive).length > 0) {
    print(`what was moved out of the log is not in it: copy ${archive}, too`);
  }
}

async function backUpRedis(config: Config, target: string, print: Print): Promise<void> {
  await withReachableStore(openStore(config), async store => {
    makeFolder(target);
    const log = new ArchivedLog(store.log, store.retention, openArchive(archiveFolderOf(config.dataDir), systemRandom));
    const copy = openArchive(target, systemRandom);
    for (const record of await store.registry.listClasses()) {
      await describeClass(copy, record, await store.registry.getRoster(record.id));
      const entries = await copyClass(log, copy, record, await store.retention.lastPosition(record.id));
      print(`class "${record.id}": ${String(entries)} entries, read back and compared`);
    }
  });
  print(`${target}: as DATA_DIR/archive of a server whose store is empty, the classes and all their entries are there again`);
  print("not in it: rooms and their plans, levels of alerts, instructors' tokens, the audit trail, and which machine holds which name");
}

/** Copies a class's record up to `through`: a class that is at work would not come to an end. */
async function copyClass(log: ArchivedLog, copy: Archive, record: ClassRecord, through: Position): Promise<number> {
  let entries = 0;
  let end = LOG_START;
  while (comparePositions(end, through) < 0) {
    const file = await archiveNext(log, copy, record.id, end, Number.POSITIVE_INFINITY);
    entries += file?.entries ?? 0;
    end = file?.last ?? through;
  }
  return entries;
}

function makeFolder(target: string): void {
  try {
    mkdirSync(target, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'EEXIST'
        ? `${target} is there already, and a backup overwrites nothing. Name another folder.`
        : `${target} cannot be made (${String(code)}).`,
      { cause: error },
    );
  }
}
