import type { ActorRole, AuditEntry } from '../../../../src/protocol';

/** What is put on record. */
export type AuditAction =
  | 'class.created'
  | 'class.changed'
  | 'rooms.changed'
  | 'roster.changed'
  | 'name.released'
  | 'alerts.changed'
  | 'record.exported'
  | 'student.erased'
  | 'message.sent'
  | 'help.answered'
  | 'visit.noted'
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

/** One deed. Holds no token, no code and nothing that a student wrote. */
export interface AuditRecord {
  readonly atMs: number;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly classId?: string;
  /** Whom or what it was done to: a student's id, an instructor's name. */
  readonly subject?: string;
  /** How often; absent for once. */
  readonly count?: number;
}

export type KeptAudit = AuditRecord & Pick<AuditEntry, 'id'>;

/** The newest deeds are kept, so many of them. */
export const AUDIT_ENTRIES_KEPT = 10_000;

/** A student who erases his own data. Who that was is what he wants forgotten. */
export const SOME_STUDENT: Actor = { id: 'student', name: 'A student', role: 'student' };
/** Whoever tries a token that is none. Not even the address is kept: behind it sits the whole class. */
export const OUTSIDER: Actor = { id: 'outsider', name: 'Outsider', role: 'outsider' };

/** What was done, in the order in which they did it. Every call may throw `LogUnavailableError`. */
export interface AuditTrail {
  append(record: AuditRecord): Promise<void>;
  /** The newest first. @param before the id of an entry, to read what is older; undefined for the newest of all */
  read(limit: number, before?: string): Promise<readonly KeptAudit[]>;
}
