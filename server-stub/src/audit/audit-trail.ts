import type { AuditEntry, Role } from '../../../src/protocol';

/** What is put on record. */
export type AuditAction =
  | 'class.created'
  | 'class.changed'
  | 'rooms.changed'
  | 'roster.changed'
  | 'name.released'
  | 'record.exported'
  | 'student.erased'
  | 'message.sent'
  | 'help.answered'
  | 'visit.noted'
  | 'instructor.added'
  | 'instructor.withdrawn';

/** Who did it: as they were then, for they may have gone since. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** One deed. Holds no token, no code and nothing that a student wrote. */
export interface AuditRecord {
  readonly atMs: number;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly classId?: string;
  /** Whom or what it was done to: a student's id, an instructor's name. */
  readonly subject?: string;
}

export type KeptAudit = AuditRecord & Pick<AuditEntry, 'id'>;

/** The newest deeds are kept, so many of them. */
export const AUDIT_ENTRIES_KEPT = 10_000;

/** What instructors did, in the order in which they did it. Every call may throw `LogUnavailableError`. */
export interface AuditTrail {
  append(record: AuditRecord): Promise<void>;
  /** The newest first. @param before the id of an entry, to read what is older; undefined for the newest of all */
  read(limit: number, before?: string): Promise<readonly KeptAudit[]>;
}
