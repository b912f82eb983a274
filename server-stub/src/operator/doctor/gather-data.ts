import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseSigningKeys } from '../../access/auth/signing-key';
import type { Config } from '../../config/config';
import { sqliteFileOf } from '../../app/storage/open-store';
import { describeSqliteFailure } from '../../databases/sqlite/sqlite-failure';
import { APPLICATION_ID, isNewer } from '../../databases/sqlite/sqlite-schema';
import { isOpenToOthers } from '../../platform/owner-only-file';
import { keyFileOf, tokenFileOf } from '../../access/auth/secrets';
import type { DatabaseReport, DataReport, SecretReport } from './data-rules';

/** Looks at the data folder and changes nothing in it. Reads the whole database once, to check it. */
export function gatherData({ dataDir, redisUrl, signingKeyFile }: Config): DataReport {
  const folder = resolve(dataDir);
  return {
    folder,
    state: stateOfFolder(folder),
    freeBytes: freeBytes(folder),
    signingKey: stateOfSecret(signingKeyFile ?? keyFileOf(folder), parseSigningKeys),
    isKeyShared: signingKeyFile !== undefined,
    instructorToken: stateOfSecret(tokenFileOf(folder), refuseEmpty),
    database: redisUrl === undefined ? checkDatabase(sqliteFileOf(folder)) : { kind: 'unused' },
  };
}

function stateOfFolder(folder: string): DataReport['state'] {
  const nearest = nearestExisting(folder);
  const isThere = nearest === folder;
  if (!statSync(nearest).isDirectory()) {
    return isThere ? 'no folder' : { cannotBeMadeIn: nearest };
  }
  if (!isWritable(nearest)) {
    return isThere ? 'not writable' : { cannotBeMadeIn: nearest };
  }
  if (!isThere) {
    return 'missing';
  }
  return isOpenToOthers(folder) ? 'open to others' : 'usable';
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(nearestExisting(folder));
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

function stateOfSecret(path: string, check: (text: string) => unknown): SecretReport {
  if (!existsSync(path)) {
    return { path, state: 'missing' };
  }
  try {
    check(readFileSync(path, 'utf8'));
    return { path, state: isOpenToOthers(path) ? 'open to others' : 'fine' };
  } catch {
    return { path, state: 'damaged' };
  }
}

function refuseEmpty(text: string): void {
  if (text.trim() === '') {
    throw new Error('empty');
  }
}

function checkDatabase(path: string): DatabaseReport {
  if (!existsSync(path)) {
    return { kind: 'missing' };
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const reason = findFlaw(database);
    if (reason === undefined && isNewer(database)) {
      return { kind: 'newer', path };
    }
    return reason === undefined ? { kind: 'sound', path, bytes: statSync(path).size } : { kind: 'unusable', path, reason };
  } catch (error) {
    return { kind: 'unusable', path, reason: describeSqliteFailure(error) };
  } finally {
    database?.close();
  }
}

function findFlaw(database: DatabaseSync): string | undefined {
  if (Number(database.prepare('PRAGMA application_id').get()?.['application_id']) !== APPLICATION_ID) {
    return 'it is the database of another program';
  }
  const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  return found === 'ok' ? undefined : 'the database file is damaged';
}
