import type { Config } from '../../config/config';
import { openStore } from '../../app/storage/open-store';
import type { Store } from '../../app/storage/store';
import { systemClock } from '../../platform/clock';
import { systemRandom } from '../../platform/random';
import type { ClassRecord } from '../../class/registry/registry';
import { describeClass } from '../../class/registry/archived-class';
import type { Archive } from '../../log/archive/archive';
import { archiveNext } from '../../log/archive/archive-next';
import { archiveFolderOf, openArchive } from '../../log/archive/open-archive';
import { daysBeforeMs, SETTLED_MS, settledHorizonMs } from '../../log/retention-limits';
import { requireArchived } from '../../record/retention/trim-next';
import { requireLog, withReachableStore } from './reachable-store';

type Print = (line: string) => void;

export interface ArchiveOptions {
  /** Undefined for all. */
  readonly classId: string | undefined;
  /** Undefined: all that is settled, which is older than a quarter of an hour. */
  readonly olderThanDays: number | undefined;
}

/**
 * Writes what the log holds and the archive does not into the archive, and trims nothing: the server does that, by its limits.
 * May run beside the server.
 * @throws Error with words for the operator
 */
export async function archive(config: Config, options: ArchiveOptions, print: Print): Promise<void> {
  requireLog(config);
  const folder = archiveFolderOf(config.dataDir);
  const kept = openArchive(folder, systemRandom);
  await withReachableStore(openStore(config), async store => {
    for (const record of await chooseClasses(store, options.classId)) {
      const { entries, files } = await archiveClass(store, kept, record, horizonMs(options));
      print(`class "${record.id}": ${String(entries)} entries in ${String(files)} new files`);
    }
  });
  print(`left for the next time: ${describeLeft(options)}`);
  print(`${folder}: the log still holds them, until CELL_MONITOR_KEEP_DAYS or CELL_MONITOR_KEEP_MB says otherwise`);
}

const SETTLED_MINUTES = SETTLED_MS / 60_000;

/** What is not in the archive after this, so that nobody takes it for the whole course. */
function describeLeft({ olderThanDays = 0 }: ArchiveOptions): string {
  return olderThanDays === 0
    ? `the last ${String(SETTLED_MINUTES)} minutes, which students' machines may still send again`
    : `what came in the last ${String(olderThanDays)} days`;
}

function horizonMs({ olderThanDays }: ArchiveOptions): number {
  const nowMs = systemClock.wallMs();
  return Math.min(settledHorizonMs(nowMs), daysBeforeMs(nowMs, olderThanDays ?? 0));
}

async function chooseClasses({ registry }: Store, classId: string | undefined): Promise<readonly ClassRecord[]> {
  const classes = await registry.listClasses();
  if (classId === undefined) {
    return classes;
  }
  const chosen = classes.filter(({ id }) => id === classId);
  if (chosen.length === 0) {
    throw new Error(`There is no class "${classId}". There are ${classes.map(({ id }) => `"${id}"`).join(', ')}.`);
  }
  return chosen;
}

async function archiveClass(
  { log, retention, registry }: Store,
  kept: Archive,
  record: ClassRecord,
  untilMs: number,
): Promise<{ entries: number; files: number }> {
  await requireArchived(kept, record.id, await retention.trimmedThrough(record.id));
  await describeClass(kept, record, await registry.getRoster(record.id));
  const made = { entries: 0, files: 0 };
  for (;;) {
    const file = await archiveNext(log, kept, record.id, await kept.end(record.id), untilMs);
    if (file === undefined) {
      return made;
    }
    made.entries += file.entries;
    made.files += 1;
  }
}
