import type { HelpAnswer, InstructorName, MessageTarget, QueueState, VisitFinding, VisitStep } from '../../../src/protocol';
import type { ClockStep } from '../platform/clock';

/** An instructor answered a student's help request. What another has claimed is theirs, unless it is taken over: see `ClaimStep`. */
export interface HelpAnswered {
  readonly type: 'help';
  readonly helpId: string;
  readonly step: HelpAnswer;
  readonly by: InstructorName;
  readonly takeOver?: true;
  /** With `resolved`, as the next two: see `Remark`. */
  readonly finding?: VisitFinding;
  readonly note?: string;
  readonly isRemark?: true;
}

/** An instructor is on the way to the student whom the entry is of, or to a team, or was there. */
export interface Visited {
  readonly type: 'visit';
  /** Present when the visit is to a team. */
  readonly team?: string;
  readonly step: VisitStep;
  readonly by: InstructorName;
  readonly takeOver?: true;
  /** With `done`, as the next two: see `Remark`. What is noted of a team is an entry of its own, so that the visit stays when it goes. */
  readonly finding?: VisitFinding;
  readonly note?: string;
  readonly isRemark?: true;
  /** With a note of a team: see `ActionEntry`. */
  readonly about?: readonly string[];
}

/** An instructor opened, paused or closed the class's help queue: calls that the log has after it was closed are turned away. An entry of nobody. */
export interface QueueChanged {
  readonly type: 'queue';
  readonly state: QueueState;
  readonly by: InstructorName;
}

/** An instructor sent a message. It is an entry of the student whom it is to, or, to several, of nobody. */
export interface MessageSent {
  readonly type: 'message';
  readonly to: MessageTarget;
  readonly text: string;
  readonly by: InstructorName;
  /** With one to a team, and with a hint to one student alone: see `ActionEntry`. */
  readonly about?: readonly string[];
}

/** A message is to the student whom the entry is of. One entry for each, so that it goes with the student's data and the others' stay. */
export interface MessageAddressed {
  readonly type: 'addressed';
  /** The `id` of the message's entry. */
  readonly message: string;
  /** With a hint: what it is about, as the projection names it. When that works, the student does not need the hint any more. */
  readonly exercise?: string;
  /** The check of it that the hint is about: when that passes, the student does not need it any more. */
  readonly check?: string;
}

/** The student whom the entry is of has been shown these messages. */
export interface MessageShown {
  readonly type: 'shown';
  /** The `id`s of the messages' entries. */
  readonly messages: readonly string[];
}

/** The name of the student whom the entry is of was freed because they had never reported: nobody misses who left nothing behind. */
interface Departed {
  readonly type: 'departed';
}

/** The student whom the entry is of is an instructor, who joined to demonstrate and counts nowhere; or, after all, a student. */
export interface MarkedStaff {
  readonly type: 'staff';
  readonly isStaff: boolean;
  readonly by: InstructorName;
}

/** An instructor began a session of the class: streaks, waits and figures start over on the screens, and nothing is taken from the record. */
interface SessionStarted {
  readonly type: 'session';
  readonly by: InstructorName;
}

/** The class's pages were open while nobody did anything, so that its session goes on: heartbeats are not in the log. */
interface ClassThere {
  readonly type: 'there';
}

/**
 * A server noticed that its wall clock was set. What it stamped after that comes after it in the log; several processes may say the same. An entry of nobody.
 */
interface ClockSet extends ClockStep {
  readonly type: 'clock';
}

/** What an instructor did, or what came of it. A reader who does not know a type passes over it. */
export type Action =
  | HelpAnswered
  | Visited
  | QueueChanged
  | MessageSent
  | MessageAddressed
  | MessageShown
  | Departed
  | SessionStarted
  | ClassThere
  | ClockSet
  | MarkedStaff;
