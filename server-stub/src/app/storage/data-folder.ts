import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../../config/config';
import type { ClassRecord } from '../../class/registry/registry';
import { isTakenByServer, takeForServer } from '../../databases/sqlite/sole-use';
import { StoreUnusableError } from '../../databases/store-unusable';
import { sqliteFileOf } from './open-store';
import type { Store } from './store';

/** Whether a server with these settings has a log already: in the data folder it has made one; of a Redis that is not asked here. */
export function hasLog({ dataDir, redisUrl }: Pick<Config, 'dataDir' | 'redisUrl'>): boolean {
  return redisUrl !== undefined || existsSync(sqliteFileOf(dataDir));
}

/** Whether a server is at work in the data folder at this moment; undefined where the log is in Redis, which many servers may share. */
export function isAtWork({ dataDir, redisUrl }: Pick<Config, 'dataDir' | 'redisUrl'>): boolean | undefined {
  return redisUrl === undefined ? isTakenByServer(sqliteFileOf(dataDir)) : undefined;
}

/**
 * Takes the folder for this server alone. Two of them would share the log, and not who is there: whose page reports to the other
 * would be offline here, and nothing would be known of what runs there.
 * @returns what gives it back
 * @throws StoreUnusableError with words for the operator
 */
export function takeFolder({ dataDir, redisUrl }: Pick<Config, 'dataDir' | 'redisUrl'>): () => void {
  if (redisUrl !== undefined) {
    return () => undefined;
  }
  const giveBack = takeForServer(sqliteFileOf(dataDir));
  if (giveBack === undefined) {
    const folder = resolve(dataDir);
    throw new StoreUnusableError(
      `Another class server is working in ${folder}. Stop it, or give this one a folder of its own with --data-dir.`,
    );
  }
  return giveBack;
}

/**
 * Which folder the classes are in, and what is there already: whoever starts the server in another folder by mistake finds an empty
 * class under another code. Nothing where the log is in Redis, which is the same from every folder.
 */
export async function describeDataFolder(
  { dataDir, redisUrl }: Pick<Config, 'dataDir' | 'redisUrl'>,
  isNew: boolean,
  store: Pick<Store, 'registry' | 'log'>,
  classes: readonly ClassRecord[] | undefined,
): Promise<string[]> {
  if (redisUrl !== undefined) {
    return [];
  }
  const folder = resolve(dataDir);
  if (isNew) {
    return [`data folder: ${folder} (new: the class is empty)`];
  }
  // Counting is a courtesy: a log that cannot be read just now must not keep the server from serving.
  const contents = await countContents(store, classes).catch(() => undefined);
  return [`data folder: ${folder}${contents === undefined ? '' : ` (${contents})`}`];
}

async function countContents(
  { registry, log }: Pick<Store, 'registry' | 'log'>,
  classes: readonly ClassRecord[] | undefined,
): Promise<string | undefined> {
  if (classes === undefined) {
    return undefined;
  }
  const enrolments = await Promise.all(classes.map(({ id }) => registry.listEnrolments(id)));
  const sources = await Promise.all(classes.map(({ id }) => log.sources(id)));
  const events = sources.flat().reduce((sum, { hwm }) => sum + hwm, 0);
  const counts = [count(enrolments.flat().length, 'student'), count(events, 'event')];
  return (classes.length > 1 ? [count(classes.length, 'class', 'classes'), ...counts] : counts).join(', ');
}

const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
