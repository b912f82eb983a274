import type { Trouble } from '../delivery';
import type { CaptureLevel, JsonObject, Policy, PolicyTerms } from '../protocol';
import type { ConsentStanding } from './consent/consent';
import type { DeadLetter } from './sources/dead-letters';
import type { HelpCall } from './assistance/help-call';
import type { Holdings } from './sources/holdings';
import type { Mailbox } from './assistance/mailbox';

/** Who reports where. Comes from JupyterLab's settings: the student's own, or an administrator's defaults. */
export interface ReportingIdentity {
  /** Base URL of the server, such as `http://10.0.0.5:8600`, without a trailing slash. */
  readonly serverUrl: string;
  readonly joinCode: string;
  readonly studentId: string;
  readonly displayName: string;
  /** Empty for no team. */
  readonly team: string;
  /** Present when JupyterHub is to say to the server who this is. */
  readonly vouchedBy?: 'hub';
}

/**
 * What the extension is doing, for people:
 * - `not_joined`: no identity yet; events are not recorded
 * - `joining`: enrolling with the server, or waiting to try again
 * - `reporting`: events leave at the cadence
 * - `offline`: the server cannot be reached or does not take events; they wait
 * - `held`: the server refuses this student (a wrong code, a name that is taken, a withdrawn token); events wait
 * - `paused`: by the student; nothing is recorded or sent
 */
export type ReportingPhase = 'not_joined' | 'joining' | 'reporting' | 'offline' | 'held' | 'paused';

export interface ReportingStatus {
  readonly phase: ReportingPhase;
  /** Events that the server has not acknowledged yet. */
  readonly waiting: number;
  /** Milliseconds since the epoch, or null when the server has acknowledged no report, a heartbeat among them, since the page was loaded. */
  readonly lastDeliveredAtMs: number | null;
  /** When the next report or attempt is due, in milliseconds since the epoch. */
  readonly nextAttemptAtMs: number | null;
  /** Why events wait; null when nothing is wrong. */
  readonly trouble: Trouble | null;
  readonly breaker: 'closed' | 'open' | 'half-open';
  /** `memory` when the browser's database cannot be used: events then do not survive a reload. */
  readonly storage: 'indexeddb' | 'memory';
  /** How many events the server could never take; the last hundred can be seen with `deadLetters`. */
  readonly deadLetters: number;
  /** The class's policy, or null before the first enrolment. */
  readonly policy: Policy | null;
  /** What the student has to be asked or told about the policy. */
  readonly consent: Pick<ConsentStanding, 'question' | 'isDeclined'>;
  /** The most that is captured now: what the policy and the student's consent allow, as far as they are known; null for nothing at all. */
  readonly captureLevel: CaptureLevel | null;
  /** The student's call for help, until it has ended. */
  readonly help: HelpCall | null;
  /** The last messages of the instructors, oldest first. */
  readonly messages: Mailbox;
}

/** The whole client behind JupyterLab: outbox, delivery policy, pump and transport. Nothing here throws into its caller. */
export interface ReportingClient {
  readonly status: ReportingStatus;
  /** Calls back after every change of `status`. @returns stops the calls */
  onStatusChange(listener: (status: ReportingStatus) => void): () => void;

  /** Starts to report for this student, or stops with undefined. Events of the one before stay his and are still delivered. */
  configure(identity: ReportingIdentity | undefined): void;
  /** Does nothing where the class does not allow pauses. */
  setPaused(isPaused: boolean): void;

  /** The student agrees to these terms of the class that he joins or has joined. Also comes back to one that he left, as `rejoin` does. */
  agree(terms: PolicyTerms): void;
  /** The student says no, or not now: nothing more than before is captured, and he is not asked for these terms again. */
  decline(terms: PolicyTerms): void;
  /** The student was told of these terms. */
  noteSeen(terms: PolicyTerms): void;
  /** Comes back to a class that the student had left on this device. He is asked again for what it captures. */
  rejoin(): void;
  /** Stops, and deletes this student's token, waiting events and history from the browser. Rejects when the browser does not delete them. */
  leave(): Promise<void>;
  /**
   * Asks the server to delete all that it has of this student, and then leaves. When the server does not, all stays as it was.
   * @returns undefined, or why it was not done. Rejects as `leave` does
   */
  eraseAndLeave(): Promise<Trouble | undefined>;
  /** What this browser holds of the student: what waits, and what was sent. @param limit the most of each */
  holdings(limit: number): Promise<Holdings>;

  /** Whether `record` would keep an event now: joined, agreed and not paused. Lets capture skip work that would be thrown away. */
  readonly isRecording: boolean;
  /** Keeps an event in the outbox, at once and without waiting. `isUrgent` reports it now and not on the cadence. */
  record(type: string, data: JsonObject, options?: { readonly isUrgent?: boolean }): void;

  /**
   * Calls for help, at once and not at the cadence; does nothing while nothing is recorded.
   * @param data of the `help.requested`, as it may leave the machine
   * @param closesItself whether the student lets the call take itself back when the cell works that `data` names
   */
  callForHelp(data: JsonObject, closesItself: boolean): void;
  /** Takes the call back, at once. */
  withdrawHelp(): void;
  /** The messages that no page has shown yet. The caller shows them: the class is told that they were shown. */
  takeUnshownMessages(): Promise<Mailbox>;
  /** The student has looked at the messages that were shown. */
  noteMessagesRead(): void;

  /** Reports now. */
  sendNow(): void;
  /** The network or the machine is back: reports soon, at a random moment, so that a class does not return as one. */
  comeBack(): void;
  /**
   * The page is being hidden or closed: hands the oldest waiting events to a request that outlives it. Deletes nothing, and touches no storage:
   * a page that leaves must not (see `openDatabase`).
   * @param isLeaving the page is not only out of sight: events that are not yet in the storage go, too
   */
  flushOnHide(isLeaving?: boolean): void;
  /** The last hundred events that the server could never take, newest last. */
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** What the client is and lately did, as text for a bug report: no token, no code, no name. */
  describe(): string;
  /** Stops timers and requests; what is waiting stays in the outbox. */
  dispose(): Promise<void>;
}
