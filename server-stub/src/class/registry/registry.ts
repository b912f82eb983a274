import type { AttentionLevels, CoursePlan, IdentityRule, Policy, RosterStudent, TeamRule } from '../../../../src/protocol';

/** A class as the server keeps it. */
export interface ClassRecord {
  readonly id: string;
  readonly name: string;
  /** Unique among the server's classes; compared without regard to case. */
  readonly joinCode: string;
  readonly policy: Policy;
  /** Who may join. Absent: `open`, and never that itself, so that equal classes are equal. */
  readonly identity?: Exclude<IdentityRule, 'open'>;
  /** Absent: free. */
  readonly teams?: TeamRule;
  /** Absent: all levels are at their defaults. */
  readonly attention?: AttentionLevels;
  /** Only those on its roster may join, also when the store has lost that roster: then nobody may. Absent: whoever has the code. */
  readonly hasRoster?: true;
  /** What its instructor said of its notebooks. Absent: nothing, and never an empty plan, so that equal classes are equal. */
  readonly plan?: CoursePlan;
  readonly createdAtMs: number;
}

/**
 * The device of all whom JupyterHub vouches for: its word counts on every machine. No student's own device is called so, because
 * their names are longer.
 */
export const HUB_DEVICE = 'jupyterhub';

/** A student's name in a class, held by the device that enrolled first. */
export interface Enrolment {
  readonly classId: string;
  readonly studentId: string;
  readonly displayName: string;
  readonly team: string;
  readonly deviceId: string;
  readonly enrolledAtMs: number;
}

/** What bounds who may join. A limit that is absent is none. */
export interface JoiningRules {
  /** The class has a roster, though none may be found. */
  readonly mustBeListed?: boolean;
  /** Students of an open class. One on the roster always has a place. */
  readonly maxStudents?: number;
  /** Names that one device may hold in the class. */
  readonly maxNames?: number;
  /** The student asks for the name, and not their page by itself: a device that had to let go of it may have it again. */
  readonly isAskedFor?: boolean;
}

export type EnrolResult =
  | {
      readonly verdict: 'enrolled';
      readonly enrolment: Enrolment;
      /** Who lost their place to the newcomer: of those who never reported, whoever joined first. */
      readonly displaced?: string;
    }
  /** Another device holds the name; `heldAs` where it spells it otherwise. */
  | { readonly verdict: 'taken'; readonly heldAs?: string }
  /** An instructor released the name from this device, and the student has not asked for it since. */
  | { readonly verdict: 'released' }
  /** All places are taken by students who have reported. */
  | { readonly verdict: 'class_full' }
  /** The device holds as many names as one may. */
  | { readonly verdict: 'too_many_names' }
  /** The class has a roster, and the student is not on it. */
  | { readonly verdict: 'not_on_roster' };

/** What a new roster did to those who have joined. */
export interface RosterEffect {
  /** Whose names were freed because the roster does not list them. */
  readonly released: readonly string[];
  /** Who is called something else now, or is in another team. */
  readonly renamed: readonly Pick<Enrolment, 'studentId' | 'displayName' | 'team'>[];
}

export type UpdateResult =
  | 'updated'
  /** The class is not, or no longer, as it was thought to be; nothing was written. */
  | 'outdated'
  /** The join code is another class's; nothing was written. */
  | 'taken';

/**
 * Classes and who is in them. Kept beside the log, in the same store, by an adapter of its own.
 * Every call may throw `LogUnavailableError`: the store is the same.
 */
export interface Registry {
  listClasses(): Promise<readonly ClassRecord[]>;
  getClass(id: string): Promise<ClassRecord | undefined>;
  /** Finds a class by its join code, ignoring case and surrounding space. */
  findByJoinCode(joinCode: string): Promise<ClassRecord | undefined>;
  /** Keeps a new class. Resolves to false, and keeps nothing, when its id or join code is in use. */
  createClass(record: ClassRecord): Promise<boolean>;
  /** Gives a class all of `after` but id and age if what it is now is still `before`; atomic. */
  updateClass(before: ClassRecord, after: ClassRecord): Promise<UpdateResult>;

  /**
   * Takes the name, or renews it for the device that holds it with its newest display name and team; atomic.
   * In a class with a roster only those on it, who get the display name of the roster, and its team if the roster names teams.
   * In an open class an id with the key of one that is enrolled is that student: the enrolment comes back under the id that was first.
   */
  enrol(enrolment: Enrolment, rules?: JoiningRules): Promise<EnrolResult>;
  getEnrolment(classId: string, studentId: string): Promise<Enrolment | undefined>;
  /** Frees a name for whoever asks next, and forgets who held it. Resolves to false when nobody did. */
  release(classId: string, studentId: string): Promise<boolean>;
  /** The same, but the device that held the name is remembered until another takes it: it does not get it back by itself. */
  withdraw(classId: string, studentId: string): Promise<boolean>;
  /** The device that had to let go of a name which nobody has taken since. */
  withdrawnFrom(classId: string, studentId: string): Promise<string | undefined>;
  /** The student has reported: no newcomer displaces them. Whoever joined before this was noted counts as having reported. */
  noteReported(classId: string, studentId: string): Promise<void>;
  /** Frees the names of all who never reported. Resolves to their ids. */
  releaseSilent(classId: string): Promise<readonly string[]>;
  /** In no particular order. */
  listEnrolments(classId: string): Promise<readonly Enrolment[]>;

  /** In the order of the ids, by code units; empty for an open class. */
  getRoster(classId: string): Promise<readonly RosterStudent[]>;
  /**
   * Gives a class a roster in place of the one it has, frees the names of those who are not on it, and renames those who are; atomic.
   * Without students it opens the class, and changes nobody.
   */
  replaceRoster(classId: string, students: readonly RosterStudent[]): Promise<RosterEffect>;
  /** Takes one student off the roster, and nothing else of theirs. Resolves to false when they are not on it. */
  unlist(classId: string, studentId: string): Promise<boolean>;

  /** Notes the name of the key that a server signs with. Resolves to the one noted before, if there is one; atomic. */
  swapSigningKeyId(kid: string): Promise<string | undefined>;

  close(): Promise<void>;
}
