import type { StoreFigures } from '../../../../src/protocol';
import type { AlertLevelStore } from '../../observability/alerts/alert-level-store';
import type { AuditTrail } from '../../access/audit/audit-trail';
import type { EndedSessions } from '../../access/sessions/ended-sessions';
import type { Presence } from '../../live/presence/presence';
import type { Registry } from '../../class/registry/registry';
import type { Rooms } from '../../class/registry/rooms';
import type { Staff } from '../../access/staff/staff';
import type { EventLog } from '../../log/event-log';
import type { LogErasure } from '../../log/log-erasure';
import type { LogRetention } from '../../log/log-retention';

/** Where a server keeps everything: the log of every class, and the registry and the presence of students beside it. */
export interface Store {
  readonly log: EventLog;
  readonly retention: LogRetention;
  readonly erasure: LogErasure;
  readonly registry: Registry;
  readonly staff: Staff;
  readonly rooms: Rooms;
  readonly audit: AuditTrail;
  readonly alertLevels: AlertLevelStore;
  readonly endedSessions: EndedSessions;
  readonly presence: Presence;
  /** What it says of itself: sizes, connections, memory. Never rejects; the reason why figures are missing is in them. */
  figures(): Promise<StoreFigures>;
  /** What has become of its promise to keep what it has taken, and what to do; undefined while it holds. @throws LogUnavailableError */
  durability(): Promise<string | undefined>;
  /** Finishes what was accepted and lets go of files and connections. The log's and the registry's own `close` do the same; calling again is harmless. */
  close(): Promise<void>;
}
