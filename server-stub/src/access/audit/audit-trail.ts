import type { ActorRole, AuditEntry } from '../../../../src/protocol';

/** What is put on record. */
export type AuditAction =
  | 'class.created'
  | 'class.changed'
  | 'rooms.changed'
  | 'notebooks.changed'
  | 'roster.changed'
  | 'name.released'
  | 'silent.removed'
  | 'alerts.changed'
  | 'record.exported'
  | 'student.erased'
  | 'student.marked'
  | 'message.sent'
  | 'help.answered'
  | 'visit.noted'
  | 'class_session.begun'
  | 'queue.changed'
  | 'instructor.added'
  | 'instructor.withdrawn'
  | 'session.opened'
  | 'session.closed'
  | 'session.refused';

/** Who did it: as they were then, for they may have gone since. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: ActorRole;
}

/** One audit event. Holds no token, no code and nothing that a student wrote. */
export interface AuditRecord {
  readonly atMs: number;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly classId?: string;
  /** Whom or what it was done to: a student's id, an instructor's name, the names of notebooks. */
  readonly subject?: string;
  /** Which step of several: `claimed`, `taken over`, `resolved`, `undone`, `done: not_stuck`; of a queue: its state; of an export: its format. */
  readonly step?: string;
  /** How often; absent for once. */
  readonly count?: number;
}

export type KeptAudit = AuditRecord & Pick<AuditEntry, 'id'>;

/** Older entries are dropped. */
export const AUDIT_ENTRIES_KEPT = 10_000;

/** A student who erases their own data: who that was is what they want forgotten. */
export const SOME_STUDENT: Actor = { id: 'student', name: 'A student', role: 'student' };
/** Somebody with a wrong token. Not even the address is kept: the whole class may share it. */
export const OUTSIDER: Actor = { id: 'outsider', name: 'Outsider', role: 'outsider' };

/** What was done, in the order in which they did it. Every call may throw `LogUnavailableError`. */
export interface AuditTrail {
  append(record: AuditRecord): Promise<void>;
  /** The newest first. @param before the id of an entry, to read what is older; undefined for the newest of all */
  read(limit: number, before?: string): Promise<readonly KeptAudit[]>;
}
