import type { Trouble } from '../../delivery';
import type { CaptureLevel, Policy, QueueState } from '../../protocol';
import type { HelpCall } from '../assistance/help-call';
import type { Inbox } from '../assistance/inbox';
import type { ConsentStatus } from '../consent/consent';

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
  readonly consent: Pick<ConsentStatus, 'question' | 'isDeclined'>;
  /** The most that is captured now: what the policy and the student's consent allow, as far as they are known; null for nothing at all. */
  readonly captureLevel: CaptureLevel | null;
  /** The student's help request, until it has ended. */
  readonly help: HelpCall | null;
  /** Whether the class takes calls for help, as far as it said. */
  readonly queue: QueueState;
  /** The last messages of the instructors, oldest first. */
  readonly messages: Inbox;
}
