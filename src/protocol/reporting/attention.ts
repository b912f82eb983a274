import { isCount, isObject } from '../core/check';
import type { CellError, CellReference } from './event';
import { LIMITS } from '../core/limits';

/** An instructor, as others see who did something. */
export interface InstructorName {
  readonly id: string;
  readonly name: string;
}

/**
 * A help request:
 * - `open`: nobody has taken it
 * - `claimed`: an instructor is on the way
 * - `resolved`: an instructor says that it is done
 * - `withdrawn`: the student took it back, or the cell works now and the student had agreed that this closes it
 */
export type HelpStatus = 'open' | 'claimed' | 'resolved' | 'withdrawn';

export interface HelpRequest {
  readonly id: string;
  readonly studentId: string;
  /** RFC 3339: when the server received the call, by its own clock as it goes now. */
  readonly since: string;
  readonly status: HelpStatus;
  readonly question?: string;
  readonly notebook?: string;
  /** Where the student was when calling. */
  readonly cell?: CellReference;
  /** As far as the class's level lets it out. */
  readonly error?: CellError;
  /** `running`: the student says that their cell does not stop. */
  readonly about?: 'running';
  /** Who claimed or resolved it. */
  readonly by?: InstructorName;
  /** When that was, RFC 3339, by the server's clock. */
  readonly at?: string;
  /** With `resolved`, where the instructor said so. */
  readonly finding?: VisitFinding;
  /** With `resolved`: what the instructor noted for the others. No student sees it. */
  readonly note?: string;
}

/** The reason of a `help.withdrawn` that the student did not press a button for: the cell that the call was about works now. */
export const SOLVED = 'solved';

/**
 * How a student's newest help request stands, as the replies to their reports tell it. `id` is the `HelpRequest`'s: a reply that is late, or
 * from a server that is behind, must not end the call that came after it.
 */
export interface HelpStatusReply {
  readonly id: string;
  readonly status: Exclude<HelpStatus, 'withdrawn'>;
  /** From 1, among the calls that nobody has taken; of an open call alone. */
  readonly position?: number;
  /** With `resolved`: nobody came, since the queue was closed when the server received the call. */
  readonly isTurnedAway?: true;
  /** What the instructor is called who is on the way; of a claimed call alone, and missing where they have no name of their own. */
  readonly by?: string;
}

/**
 * Whether the class takes calls for help:
 * - `open`: it does
 * - `paused`: calls are kept, and wait; nobody comes for now
 * - `closed`: those who wait are still helped; a call that comes now is turned away
 */
export const QUEUE_STATES = ['open', 'paused', 'closed'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

export function isQueueState(value: unknown): value is QueueState {
  return QUEUE_STATES.some(state => state === value);
}

/** The class's help queue, and who opened, paused or closed it last. */
export interface HelpQueue {
  /** `open` again in a new session of the class. */
  readonly state: QueueState;
  /** Who changed it last. */
  readonly by: InstructorName;
  /** RFC 3339, by the server's clock. */
  readonly at: string;
}

/** The body of `PUT /classes/{id}/queue`, which answers with a `HelpQueue`. */
export interface QueueMessage {
  readonly state: QueueState;
}

export function isHelpStatusReply(value: unknown): value is HelpStatusReply {
  if (!isObject(value) || typeof value['id'] !== 'string' || value['id'].length > LIMITS.idLength) {
    return false;
  }
  const { status, position, isTurnedAway, by } = value;
  return (
    HELP_ANSWERS.some(answer => answer === status) &&
    (position === undefined || isCount(position, 1)) &&
    (isTurnedAway === undefined || isTurnedAway === true) &&
    (by === undefined || (typeof by === 'string' && by.length <= LIMITS.displayNameLength))
  );
}

/**
 * What an instructor may make of a help request: `open` takes a claim back. The body of `PATCH /classes/{id}/help/{helpId}` is
 * `{status, takeOver?, finding?, note?, isRemark?}`, the last three, as in `VisitMessage`, with `resolved` alone.
 */
export const HELP_ANSWERS = ['open', 'claimed', 'resolved'] as const;
export type HelpAnswer = (typeof HELP_ANSWERS)[number];

/** What an instructor may say of a student or a team without a call: on the way, was there, or neither. */
export const VISIT_STEPS = ['open', 'claimed', 'done'] as const;
export type VisitStep = (typeof VISIT_STEPS)[number];

/**
 * What an instructor may find at a student. Remembered with the visit or the help request, and exported.
 * - `not_stuck`: they get on by themselves
 * - `solved_together`: solved while the instructor was there
 * - `explained`: something was explained, and the student goes on
 * - `technical`: the machine, the network or Jupyter
 * - `comes_back`: not solved; the instructor comes back
 */
export const VISIT_FINDINGS = ['not_stuck', 'solved_together', 'explained', 'technical', 'comes_back'] as const;
export type VisitFinding = (typeof VISIT_FINDINGS)[number];

/** `claimed`: somebody is on the way; `done`: somebody was there. */
export interface Visit {
  readonly status: Exclude<VisitStep, 'open'>;
  /** With `done`. */
  readonly finding?: VisitFinding;
  /** With `done`: what the instructor noted for the others. No student sees it. */
  readonly note?: string;
  readonly by: InstructorName;
  /** RFC 3339, by the server's clock. */
  readonly at: string;
}

/** Whom a visit is to. */
export type VisitTarget = { readonly studentId: string } | { readonly team: string };

/**
 * The body of `PUT /classes/{id}/visits`, which answers `204`. What another instructor has claimed is `409 already_claimed`, with
 * who that is in `detail`, unless `takeOver` is true: the first claim in the log wins, on whatever server it came in.
 */
export type VisitMessage = VisitTarget & { readonly status: VisitStep; readonly takeOver?: boolean } & Remark;

/** What an instructor says of a visit or a help request that is done. */
export interface Remark {
  readonly finding?: VisitFinding;
  /** At most `LIMITS.noteLength` characters; an empty one takes the note back that was there. */
  readonly note?: string;
  /** It is about what was done before, and changes neither who was there nor when. Without anything done before it changes nothing. */
  readonly isRemark?: boolean;
}

/** Whom a message is to. `errorGroup` is an `ErrorGroup.id`: exactly the students who have that error when the message is sent. */
export type MessageTarget =
  | { readonly studentId: string }
  | { readonly team: string }
  | { readonly all: true }
  | { readonly errorGroup: string };

/** A message as instructors see it: `GET /classes/{id}/messages` answers `{messages: SentMessage[]}`, newest first. */
export interface SentMessage {
  /** Ids of a class ascend in the order in which the messages were sent; compare them as texts. */
  readonly id: string;
  readonly to: MessageTarget;
  readonly text: string;
  /** RFC 3339, by the server's clock. */
  readonly sentAt: string;
  readonly by: InstructorName;
  /** How many students it is to. */
  readonly recipients: number;
  /** How many of those have been shown it. */
  readonly shown: number;
  /** How many no longer need it, since what it was about works; it is not shown to them any more. */
  readonly lapsed?: number;
  /** With `errorGroup`, once somebody was shown it: what came of it. */
  readonly effect?: HintEffect;
}

/**
 * Of those who were shown a hint, how many passed what it is about after it was sent, and within 10 minutes of being shown it: with a hint
 * about a check, that check; else the exercise by its checks; where it has none, a run of its cell that worked.
 */
export interface HintEffect {
  readonly shown: number;
  readonly passed: number;
  /** RFC 3339, by the server's clock: when the last of those 10 minutes are over. Runs that come late may change the numbers after it. */
  readonly until: string;
}
