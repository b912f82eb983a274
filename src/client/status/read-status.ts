import type { Outbox } from '../../outbox/outbox';
import type { Clock } from '../../platform/clock';
import type { Assistance } from '../assistance/assistance';
import type { StudentConsent } from '../consent/student-consent';
import type { ReportingIdentity } from '../enrolment/identity';
import type { ReporterPool } from '../sending/reporter-pool';
import { readDeadLetters } from '../sources/dead-letters';
import type { EarlyEvents } from '../sources/early-events';
import type { ReportingStatus } from './reporting-status';
import { phaseOf } from './status';

/** What the status is read from. */
export interface StatusSources {
  /** Who is here now. */
  readonly identity: ReportingIdentity | undefined;
  readonly outbox: Outbox;
  readonly reporters: ReporterPool;
  readonly early: EarlyEvents;
  readonly consent: StudentConsent;
  readonly assistance: Assistance;
  readonly clock: Clock;
}

/** @param sources asked again once the counts are there: they may have changed meanwhile */
export async function readStatus(sources: () => StatusSources): Promise<ReportingStatus> {
  const { reporters, outbox } = sources();
  const unacknowledged = await reporters.countWaiting();
  const letters = await readDeadLetters(outbox).catch(() => []);
  const now = sources();
  return statusOf(now, letters.length, unacknowledged + now.early.count);
}

function statusOf(sources: StatusSources, deadLetters: number, waiting: number): ReportingStatus {
  const { identity, outbox, reporters, consent, assistance, clock } = sources;
  const { pump, session } = reporters.own ?? {};
  const { question, isDeclined, level } = consent.standing;
  const facts = {
    isPaused: consent.isPausing,
    hasIdentity: identity !== undefined && !consent.hasLeft,
    isEnrolled: session?.enrolment !== undefined,
    isRefused: pump?.isRefused ?? false,
    trouble: pump === undefined && reporters.lacksPart ? ({ kind: 'part_missing' } as const) : (pump?.trouble ?? null),
  };
  return {
    phase: phaseOf(facts),
    waiting,
    lastDeliveredAtMs: pump?.lastDeliveredAtMs ?? null,
    nextAttemptAtMs: pump === undefined ? null : clock.wallMs() + Math.max(0, pump.departureMs - clock.monotonicMs()),
    trouble: facts.trouble,
    breaker: pump?.state.breaker.kind ?? 'closed',
    storage: outbox.storage,
    deadLetters,
    policy: consent.policy,
    consent: { question, isDeclined },
    captureLevel: facts.hasIdentity && !consent.isRead ? 'activity' : level,
    help: facts.hasIdentity ? assistance.call : null,
    queue: facts.hasIdentity ? assistance.queue : 'open',
    messages: facts.hasIdentity ? assistance.messages : [],
  };
}
