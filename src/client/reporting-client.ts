import type { Trouble } from '../delivery';
import type { EventType, JsonObject, PolicyTerms } from '../protocol';
import type { Inbox } from './assistance/inbox';
import type { ReportingIdentity } from './enrolment/identity';
import type { DeadLetter } from './sources/dead-letters';
import type { Holdings } from './sources/holdings';
import type { PresentWork } from './sources/present-work';
import type { ReportingStatus } from './status/reporting-status';

/** The whole client behind JupyterLab: outbox, delivery policy, pump and transport. Nothing here throws into its caller. */
export interface ReportingClient {
  readonly status: ReportingStatus;
  /** Calls back after every change of `status`. @returns stops the calls */
  onStatusChange(listener: (status: ReportingStatus) => void): () => void;

  /** Starts to report for this student, or stops with undefined. Events of the student before stay theirs and are still delivered. */
  configure(identity: ReportingIdentity | undefined): void;

  readonly consent: ConsentActions;
  readonly exit: ExitActions;
  readonly help: HelpActions;
  readonly messages: MessageActions;
  readonly ownData: OwnDataReader;

  /** Whether `enqueue` would keep an event now: joined, agreed and not paused. Lets capture skip work that would be thrown away. */
  readonly isRecording: boolean;
  /** Keeps an event in the outbox, at once and without waiting. */
  enqueue(type: EventType, data: JsonObject, options?: EnqueueOptions): void;

  /** Has every report say what runs in the page by then, and what it cannot reach. @param read must not throw */
  tellWork(read: () => PresentWork): void;

  /** Reports now. */
  sendNow(): void;
  /** The student asks to join under their name now, also where an instructor had taken it from this device. */
  askForName(): void;
  /** The network or the machine is back: reports soon, at a random moment, so that a class does not return as one. */
  comeBack(): void;
  /**
   * The page is being hidden or closed: hands the oldest waiting events to a request that outlives it. Deletes nothing, and touches no storage:
   * a page that leaves must not (see `openDatabase`).
   * @param isLeaving the page is not only out of sight: events that are not yet in the storage go, too
   */
  flushOnHide(isLeaving?: boolean): void;
  /** What the client is and lately did, as text for a bug report: no token, no code, no name. */
  describe(): string;
  /** Stops timers and requests; what is waiting stays in the outbox. */
  dispose(): Promise<void>;
}

export interface EnqueueOptions {
  /** Reports it now and not on the cadence. */
  readonly isUrgent?: boolean;
  /** When it happened, in wall-clock milliseconds; now unless told. */
  readonly atMs?: number;
}

/** What the student allows. */
interface ConsentActions {
  /** The student agrees to these terms of the class that they join or have joined. Also comes back to one that they left, as `rejoin` does. */
  agree(terms: PolicyTerms): void;
  /** The student says no, or not now: nothing more than before is captured, and they are not asked for these terms again. */
  decline(terms: PolicyTerms): void;
  /** The student was told of these terms. */
  noteSeen(terms: PolicyTerms): void;
  /** Does nothing where the class does not allow pauses. */
  setPaused(isPaused: boolean): void;
  /** Comes back to a class that the student had left on this device. They are asked again for what it captures. */
  rejoin(): void;
}

/** How the student leaves the class. */
interface ExitActions {
  /** Stops, and deletes this student's token, waiting events and history from the browser. Rejects when the browser does not delete them. */
  leave(): Promise<void>;
  /**
   * Asks the server to delete all that it has of this student, and then leaves. When the server does not, all stays as it was.
   * @returns undefined, or why it was not done. Rejects as `leave` does
   */
  eraseAndLeave(): Promise<Trouble | undefined>;
}

/** The student's help requests. */
interface HelpActions {
  /**
   * Help requests, at once and not at the cadence; does nothing while nothing is recorded.
   * @param data of the `help.requested`, as it may leave the machine
   * @param closesItself whether the student lets the call take itself back when the cell works that `data` names
   */
  call(data: JsonObject, closesItself: boolean): void;
  /** Takes the call back, at once. */
  withdraw(): void;
}

/** The messages of the instructors. */
interface MessageActions {
  /** The messages that no page has shown yet. The caller shows them: the class is told that they were shown. */
  takeUnshown(): Promise<Inbox>;
  /** The student has looked at the messages that were shown. */
  markRead(): void;
}

/** What this browser holds of the student. */
interface OwnDataReader {
  /** What waits, and what was sent. @param limit the most of each */
  holdings(limit: number): Promise<Holdings>;
  /** The last hundred events that the server could never take, newest last. */
  deadLetters(): Promise<readonly DeadLetter[]>;
}
