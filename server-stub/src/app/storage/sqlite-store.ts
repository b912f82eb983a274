import { SqliteAlertLevels } from '../../observability/alerts/sqlite-alert-levels';
import { SqliteEndedSessions } from '../../access/sessions/sqlite-ended-sessions';
import { SqliteAudit } from '../../access/audit/sqlite-audit';
import { MemoryPresence } from '../../live/presence/memory-presence';
import { SqliteRegistry } from '../../class/registry/sqlite-registry';
import { SqliteRooms } from '../../class/registry/sqlite-rooms';
import { SqliteStaff } from '../../access/staff/sqlite-staff';
import { DiskReserve } from '../../databases/sqlite/disk-reserve';
import { FileIdentity } from '../../databases/sqlite/file-identity';
import { GroupCommit, type Schedule } from '../../databases/sqlite/group-commit';
import { systemClock } from '../../platform/clock';
import { GrowthListeners } from '../../log/growth-listeners';
import { openDatabase } from '../../databases/sqlite/sqlite-database';
import { SqliteErasure } from '../../log/sqlite/sqlite-erasure';
import { SqliteEventLog } from '../../log/sqlite/sqlite-event-log';
import { SqliteRetention } from '../../log/sqlite/sqlite-retention';
import { readSqliteFigures } from '../../databases/sqlite/sqlite-figures';
import type { Store } from './store';

/** Whatever arrived in one turn of the event loop shares a transaction; under load, more arrives during each wait for the disk. */
const atEndOfTurn: Schedule = run => {
  setImmediate(run);
};

/**
 * Opens the embedded store: one SQLite file for every class of a server. Nothing to wait for, nothing to install.
 * @param path a file in an existing directory, or `:memory:`
 * @param keepsReserve whether room on its disk is kept for erasing
 * @param schedule when to commit the writes that have gathered
 * @param clock tells how long ago a page was heard
 * @throws StoreUnusableError with words for the operator; the file is left as it was
 */
export function openSqliteStore(path: string, schedule: Schedule = atEndOfTurn, { keepsReserve = false, clock = systemClock } = {}): Store {
  const database = openDatabase(path);
  const identity = new FileIdentity(path);
  const reserve = keepsReserve ? new DiskReserve(path) : undefined;
  const commits = new GroupCommit(database, schedule, { requireIntact: () => identity.requireIntact(), reserve });
  const growth = new GrowthListeners();
  const close = async (): Promise<void> => {
    commits.close();
    if (database.isOpen) {
      database.close();
    }
  };
  return {
    log: new SqliteEventLog(database, commits, close, growth),
    retention: new SqliteRetention(database, commits),
    erasure: new SqliteErasure(database, commits, growth),
    registry: new SqliteRegistry(database, commits, close),
    staff: new SqliteStaff(database, commits),
    rooms: new SqliteRooms(database, commits),
    audit: new SqliteAudit(database, commits),
    alertLevels: new SqliteAlertLevels(database, commits),
    endedSessions: new SqliteEndedSessions(database, commits),
    presence: new MemoryPresence(clock),
    figures: () => readSqliteFigures(path),
    durability: async () => {
      reserve?.hold();
      return identity.problem();
    },
    close,
  };
}
