import type { Role } from '../../../../src/protocol';

/** An instructor who has a token. The token itself is kept nowhere. */
export interface InstructorRecord {
  /** Never used again. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly tokenDigest: string;
  readonly createdAtMs: number;
}

/** The instructors beside the owner, whose token is in the settings. Every call may throw `LogUnavailableError`. */
export interface Staff {
  /** The oldest first. */
  list(): Promise<readonly InstructorRecord[]>;
  add(record: InstructorRecord): Promise<void>;
  /** Resolves to false when there is none with this id. */
  remove(id: string): Promise<boolean>;
}
