import type { Trouble } from '../../delivery';
import type { ReportingPhase, ReportingStatus } from './reporting-status';

/** What the phase follows from. */
export interface PhaseFacts {
  readonly isPaused: boolean;
  readonly hasIdentity: boolean;
  readonly isEnrolled: boolean;
  readonly isRefused: boolean;
  readonly trouble: Trouble | null;
}

/** The one word for what the extension is doing; the student's own choice comes first, then what the server said. */
export function phaseOf(facts: PhaseFacts): ReportingPhase {
  if (!facts.hasIdentity) {
    return 'not_joined';
  }
  if (facts.isPaused) {
    return 'paused';
  }
  if (facts.isRefused) {
    return 'held';
  }
  if (facts.trouble !== null) {
    return 'offline';
  }
  return facts.isEnrolled ? 'reporting' : 'joining';
}

/** The status of a client that was just made. */
export function initialStatus(storage: ReportingStatus['storage']): ReportingStatus {
  return {
    phase: 'not_joined',
    waiting: 0,
    lastDeliveredAtMs: null,
    nextAttemptAtMs: null,
    trouble: null,
    breaker: 'closed',
    storage,
    deadLetters: 0,
    policy: null,
    consent: { question: 'none', isDeclined: false },
    captureLevel: null,
    help: null,
    queue: 'open',
    messages: [],
  };
}
