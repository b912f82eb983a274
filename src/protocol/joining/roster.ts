/** A student as the roster of a class names them. */
export interface RosterStudent {
  readonly studentId: string;
  readonly displayName: string;
  /** Empty for no team. Absent when the roster says nothing of teams: then the class's own rule holds. */
  readonly team?: string;
}

/** What `PUT /classes/{id}/roster` takes, besides the limits of every name. */
export const ROSTER_LIMITS = { bytes: 1024 * 1024, students: 5000 } as const;

/** `GET /classes/{id}/roster`. Without students and not closed, the class is open: whoever has the code can join. */
export interface Roster {
  readonly students: readonly RosterStudent[];
  /**
   * The class has a roster, and nobody is on it: the server's store has lost it, or the last one was erased. Nobody can join until
   * a roster is given, or removed.
   */
  readonly isClosed?: boolean;
}

/** What a new roster changes, each list in the order of the ids. */
export interface RosterChanges {
  readonly added: readonly RosterStudent[];
  /** On the roster until now, and not on the new one. */
  readonly removed: readonly RosterStudent[];
  readonly changed: readonly { readonly before: RosterStudent; readonly after: RosterStudent }[];
  /** Who has joined and is not on the new roster: their tokens end, and what they sent stays. */
  readonly released: readonly string[];
}

/** What the header of the file calls the columns that were taken. */
export interface RosterColumns {
  readonly studentId: string;
  /** More than one where given name and family name stand apart, in the order in which they are written. */
  readonly displayName: readonly string[];
  readonly team?: string;
}

/** The answer of `PUT /classes/{id}/roster`. */
export interface RosterReply extends RosterChanges {
  /** False with `?dryRun=1`: nothing was changed. */
  readonly applied: boolean;
  /** How many the new roster has. */
  readonly students: number;
  /** How the file was read: the WHATWG label of its encoding, which can only be guessed for some, and its columns. */
  readonly encoding: string;
  readonly columns: RosterColumns;
}
