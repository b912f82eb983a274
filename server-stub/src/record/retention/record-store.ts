import type { Registry } from '../../class/registry/registry';
import type { EventLog } from '../../log/event-log';
import type { LogErasure } from '../../log/log-erasure';
import type { LogRetention } from '../../log/log-retention';

/** What a class's record is kept in: the log, what may be taken out of it, and the registry that says what a class keeps. */
export interface RecordStore {
  readonly log: EventLog;
  readonly retention: LogRetention;
  readonly erasure: LogErasure;
  readonly registry: Registry;
}
