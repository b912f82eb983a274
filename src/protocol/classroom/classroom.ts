import type { HelpQueue, HelpRequest, SentMessage, Visit } from '../reporting/attention';
import type { CellError, CellReference, CheckResult, RunEnd } from '../reporting/event';
import type { ErrorGroup, ExerciseState } from './progress';
import type { Policy } from '../reporting/policy';
import type { ClassSession } from './sessions';
import type { TeamRule } from '../joining/teams';

/**
 * Who may join a class:
 * - `open`: whoever has its join code
 * - `hub`: only whom the server's JupyterHub vouches for
 */
export const IDENTITY_RULES = ['open', 'hub'] as const;
export type IdentityRule = (typeof IDENTITY_RULES)[number];

export function isIdentityRule(value: unknown): value is IdentityRule {
  return IDENTITY_RULES.some(rule => rule === value);
}

/** From when on a student shows as needing somebody; what is absent takes its default. */
export interface AttentionLevels {
  /** Failing runs in a row outside any exercise, from 1 to `LIMITS.maxErrorStreak`. Absent: `DEFAULT_ATTENTION.errorStreak`. */
  readonly errorStreak?: number;
}

export const DEFAULT_ATTENTION: Required<AttentionLevels> = { errorStreak: 3 };

/** A class as instructors see it. */
export interface ClassSummary {
  readonly id: string;
  readonly name: string;
  readonly joinCode: string;
  readonly policy: Policy;
  /** Absent: `open`. */
  readonly identity?: IdentityRule;
  /** Absent from a server that knows free teams alone. */
  readonly teams?: TeamRule;
  readonly attention?: AttentionLevels;
}

/**
 * What the server honestly knows of a student:
 * - `not_joined`: on the class's roster, and never joined: not installed, or not connected to the class
 * - `not_started`: enrolled, no notebook event yet; in a session that is not the class's first: heard of in it, and no run in it
 * - `not_here`: joined before this session, and not heard of in it; never in a class's first session
 * - `working`: events in the last few minutes
 * - `idle`: connected, but no event for a while
 * - `offline`: not heard from for several cadences; events may be waiting on the student's machine
 */
export type StudentStatus = 'not_joined' | 'not_here' | 'not_started' | 'working' | 'idle' | 'offline';

export interface StudentState {
  readonly studentId: string;
  readonly displayName: string;
  /** Empty when in no team. */
  readonly team: string;
  /** Present when JupyterHub vouched for who this is, the last time the student joined. */
  readonly verified?: true;
  /** Another student of the class whose id can be taken for this one's on a screen. */
  readonly looksLike?: string;
  readonly status: StudentStatus;
  /** Null with `not_joined`. */
  readonly enrolledAt: string | null;
  /** The newest event's time, corrected by the server for the student's clock. */
  readonly lastEventAt: string | null;
  /** When the server last had a report or a heartbeat, by its own clock. */
  readonly lastSeenAt: string | null;
  readonly events: number;
  /** These two, the streak, the place and the last error are of the class's session (`ClassState.session`). */
  readonly runs: number;
  readonly errors: number;
  /** Of the exercise worked at last (outside any: of the cell): the sum over its cells and checks of the failures since each one's own last success. */
  readonly errorStreak: number;
  /** With a streak: when its first and its newest run failed, RFC 3339, corrected for the student's clock. */
  readonly failing?: { readonly since: string; readonly last: string };
  readonly notebook: string | null;
  readonly exercise: string | null;
  readonly lastError: CellError | null;
  /** A cell that is running now; the `status` is `working` then. */
  readonly running?: RunningNow;
  /** A cell of this notebook waits for a kernel that its page has no connection to, since then by the server's clock. */
  readonly unreachable?: { readonly notebook: string; readonly since: string };
  /** What the exercise worked at last has taken, while it is not passed. */
  readonly struggle?: Struggle;
  /** With `not_started` and `not_here`: they ran something in an earlier session, and count in what was ever passed. */
  readonly ranBefore?: true;
  /** With `offline`: the last notebook was closed before, so nothing is likely to wait on the student's machine. */
  readonly hasLeft?: true;
  /** Somebody is on the way to the student, or was there; absent again when it was taken back. */
  readonly visit?: Visit;
}

/** The cell of a student that has been running longest, of all their pages. */
export interface RunningNow {
  readonly notebook: string;
  /** Where the notebook was before it was renamed or moved: there its exercises are known. */
  readonly formerly?: string;
  /** The bare name; null outside any exercise. */
  readonly exercise: string | null;
  /** RFC 3339, by the server's clock. */
  readonly since: string;
  readonly waitsForInput: boolean;
}

/** What a student has put into an exercise since they last got on with it: since a check newly passed there, else since their first run of it. */
export interface Struggle {
  /** `ExerciseState.id`. */
  readonly exercise: string;
  /** RFC 3339, corrected for the student's clock: when the first of these runs was, and the newest. */
  readonly since: string;
  readonly last: string;
  /** Runs that count, of the exercise's cells and of its checks, since then; and how many of them failed. */
  readonly runs: number;
  readonly failures: number;
  /** Of the checks of the class: how many fail now. */
  readonly failingChecks: number;
  /** The error that the newest run failed with, if it was the same in the runs before: since when, and in how many runs. */
  readonly sameError?: { readonly name: string; readonly since: string; readonly runs: number };
  /** What they fail by now; absent while nothing fails. */
  readonly setback?: Setback;
}

/**
 * What a student fails by at an exercise: an error of its cell, or checks. It ends when that comes right, when another check newly passes, and when checks give
 * way to errors (two in a row) or errors to checks. A later one is another.
 */
export interface Setback {
  readonly kind: 'error' | 'check';
  /** RFC 3339, corrected for the student's clock. */
  readonly since: string;
  /** Runs that failed; those within 10 s of the one before are one try. */
  readonly tries: number;
  /** From one try to the next, on average, in milliseconds. */
  readonly tryMs?: number;
  /** Of the errors of these tries: how many were the same as the newest, and how many different ones there were. Absent where the class's level tells no errors. */
  readonly sameError?: number;
  readonly errors?: number;
}

export interface TeamState {
  readonly team: string;
  /** How many students, without those who are `not_joined`. */
  readonly students: number;
  readonly events: number;
  readonly runs: number;
  readonly errors: number;
  readonly lastEventAt: string | null;
  readonly visit?: Visit;
}

export interface ClassTotals {
  /** Who joined: without those who are `not_joined`. */
  readonly students: number;
  readonly events: number;
  /** Of the class's session, as the teams' and students'; events are all of the record. */
  readonly runs: number;
  readonly errors: number;
}

/** `GET /classes/{id}/state` and the feed's `snapshot`: the whole projection. */
export interface ClassState {
  readonly asOf: string;
  readonly classId: string;
  readonly totals: ClassTotals;
  readonly students: readonly StudentState[];
  readonly teams: readonly TeamState[];
  readonly help: readonly HelpRequest[];
  /** Absent: open, and nobody ever changed it. */
  readonly queue?: HelpQueue;
  /** What fails for students now, most students first; at most `LIMITS.errorGroups`. */
  readonly errors: readonly ErrorGroup[];
  /** At most `LIMITS.exercises`, as in `ExerciseMatrix`. */
  readonly exercises: readonly ExerciseState[];
  /** The newest first; at most `LIMITS.messagesShown`. */
  readonly messages?: readonly SentMessage[];
  /** The newest; absent before anybody ever reported anything. */
  readonly session?: ClassSession;
  /** Instructors who joined as students, to demonstrate, and are marked as staff: in nothing above, and counted nowhere. */
  readonly staff?: readonly StudentState[];
}

/** How soon the feed tells: everything at once, or with `?background=1`, for a page that nobody sees, help requests at once and the rest every 2 s. */
export type FeedPace = 'live' | 'background';

/** The feed's `delta`: every student and team that changed, whole, and the new totals. */
export interface ClassDelta {
  readonly asOf: string;
  readonly totals: ClassTotals;
  readonly students: readonly StudentState[];
  readonly teams: readonly TeamState[];
  /** Who is no student of the class any more: their data was erased, they never joined and are no longer on the roster, or they are staff. */
  readonly removed?: readonly string[];
  /** Whole, when it changed. */
  readonly help?: readonly HelpRequest[];
  /** With `help`, as in `ClassState`. */
  readonly queue?: HelpQueue;
  /** These two at most once a second, since they change with every run. */
  readonly errors?: readonly ErrorGroup[];
  readonly exercises?: readonly ExerciseState[];
  readonly messages?: readonly SentMessage[];
  /** When it began or ended. */
  readonly session?: ClassSession;
  /** Whole, when it changed; then it may be empty. */
  readonly staff?: readonly StudentState[];
}

/** One recent run in a student's drawer. */
export interface RecentRun {
  readonly sid: string;
  readonly seq: number;
  readonly time: string;
  readonly notebook: string;
  readonly cell: CellReference;
  readonly ok: boolean;
  readonly checks?: readonly CheckResult[];
  readonly ended?: RunEnd;
  readonly durationMs: number;
  readonly executionCount: number | null;
  readonly error: CellError | null;
  readonly code: string | null;
  readonly output?: string | null;
}

/** `GET /classes/{id}/students/{studentId}`: newest run first. */
export interface StudentDetail {
  readonly student: StudentState;
  readonly runs: readonly RecentRun[];
}
