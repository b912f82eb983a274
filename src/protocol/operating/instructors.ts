/** Who an instructor is: `owner` may do everything, `assistant` helps the class, `viewer` is the projector. */
export const ROLES = ['owner', 'assistant', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export function isRole(value: unknown): value is Role {
  return ROLES.some(role => role === value);
}

/** An instructor as the others see them. */
export interface InstructorSummary {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** The body of the `201` of `POST /instructors`. The token is told this once, and kept nowhere. */
export interface NewInstructor extends InstructorSummary {
  readonly token: string;
}

/** `GET /session`: who is asking. */
export interface InstructorSession {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** What the role may do, such as `class.watch`. A page leaves out what it may not do. */
  readonly rights: readonly string[];
  /** IANA name of the zone of the server's clock, such as `Europe/Berlin`: times in its logs are of that. Absent from older servers. */
  readonly timeZone?: string;
}

/** Who is on record: an instructor by their role; a student, who is not named; or somebody without a right, who is not known. */
export type ActorRole = Role | 'student' | 'outsider';

/** Something that somebody did to a class or at the door, of which a record is kept. */
export interface AuditEntry {
  readonly id: string;
  /** RFC 3339, by the server's clock. */
  readonly time: string;
  readonly actor: { readonly id: string; readonly name: string; readonly role: ActorRole };
  /** Such as `name.released`. */
  readonly action: string;
  readonly classId?: string;
  /** Whom or what it was done to: a student's id, an instructor's name. */
  readonly subject?: string;
  /** Which step of `help.answered` and `visit.noted`: `claimed`, `taken over`, `resolved`, `done`, `remarked` or `undone`, and after a colon what was found; of `queue.changed`: the state; of `record.exported`: the format. */
  readonly step?: string;
  /** How often, when it was done again and again up to this time; absent for once. */
  readonly count?: number;
}

/** `GET /audit`: newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
}
