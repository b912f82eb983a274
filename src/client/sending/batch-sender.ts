import { batchBody, planBatch, type NextStep, type Outcome } from '../../delivery';
import type { Outbox, OutboxEvent } from '../../outbox/outbox';
import type { SentHistory } from '../../outbox/sent-history';
import type { Clock } from '../../platform/clock';
import { LIMITS, type RejectedEvent } from '../../protocol';
import type { Transport } from '../../transport/transport';
import type { Attempts } from './attempts';
import type { Assistance } from '../assistance/assistance';
import { CallWatch } from '../assistance/call-watch';
import { deadLetter, keepDeadLetters } from '../sources/dead-letters';
import { identityKey } from '../enrolment/identity';
import type { Journal } from '../../platform/journal';
import type { Session } from '../enrolment/session';
import type { PresentWork } from '../sources/present-work';
import type { SourceCursor } from '../sources/source-cursor';

export interface BatchSenderOptions {
  readonly session: Session;
  readonly attempts: Attempts;
  readonly outbox: Outbox;
  readonly history: SentHistory;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Carried by the reports and their answers. */
  readonly assistance?: Assistance;
  /** Of the page whose source this is. */
  readonly workOf?: (cursor: SourceCursor) => PresentWork;
  /** Whether the student can see the page; always, where absent. */
  readonly isVisible?: () => boolean;
  readonly signal: AbortSignal;
}

/** What came of sending the head of a source, and what was sent last. */
export interface Delivery {
  readonly next: NextStep;
  readonly batch: readonly OutboxEvent[];
}

/** Sends batches of one student's sources, and keeps what the answers say besides the mark. */
export class BatchSender {
  readonly #options: BatchSenderOptions;
  readonly #callWatch: CallWatch;
  #lastDeliveredAtMs: number | null = null;

  constructor(options: BatchSenderOptions) {
    const { clock, isVisible = () => true } = options;
    this.#options = options;
    this.#callWatch = new CallWatch({ monotonicMs: () => clock.monotonicMs(), isVisible });
  }

  /** Milliseconds since the epoch. */
  get lastDeliveredAtMs(): number | null {
    return this.#lastDeliveredAtMs;
  }

  /**
   * Sends the head of a source, again and again as the policy says, until it says something else. A later attempt takes
   * along what was recorded since the first, so that a class that was cut off needs no second request each afterwards.
   */
  async deliver(cursor: SourceCursor, waiting: readonly OutboxEvent[]): Promise<Delivery> {
    const { attempts } = this.#options;
    let batch = planBatch(waiting, LIMITS.batchBytes);
    let isFirst = true;
    const next = await attempts.make(async () => {
      if (!isFirst) {
        batch = planBatch(await cursor.next(attempts.state.batchSize), LIMITS.batchBytes);
      }
      isFirst = false;
      return { outcome: await this.#send(cursor, batch), sent: batch.length };
    });
    return { next, batch };
  }

  async #send(cursor: SourceCursor, batch: readonly OutboxEvent[]): Promise<Outcome> {
    const { session, transport, clock, assistance, workOf, signal } = this.#options;
    const { enrolment } = session;
    if (enrolment === undefined) {
      return { kind: 'unauthorised', detail: '' };
    }
    const seenMessage = assistance?.seenMessage;
    const envelope = {
      sid: cursor.source.sid,
      oldest: cursor.oldest,
      sentAt: new Date(clock.wallMs()).toISOString(),
      policyRevision: enrolment.policy.revision,
      ...(seenMessage !== undefined && { seenMessage }),
      ...workOf?.(cursor),
    };
    const outcome = await transport.send(session.identity.serverUrl, enrolment.token, batchBody(envelope, batch), signal);
    await this.#learn(outcome, cursor, batch);
    return outcome.kind === 'accepted' ? { ...outcome, nextMs: this.#callWatch.nextMs(outcome, enrolment.policy.cadenceMs) } : outcome;
  }

  async #learn(outcome: Outcome, cursor: SourceCursor, batch: readonly OutboxEvent[]): Promise<void> {
    const { attempts, journal, clock, session, assistance } = this.#options;
    attempts.note(outcome);
    journal.note(`${String(batch.length)} events: ${outcome.kind}`);
    if (outcome.kind !== 'accepted') {
      return;
    }
    this.#lastDeliveredAtMs = clock.wallMs();
    this.#remember(cursor, batch);
    await this.#keepRejected(outcome.rejected, cursor, batch);
    await assistance?.receive(outcome, clock.wallMs());
    if (outcome.policy !== undefined) {
      await session.keepPolicy(outcome.policy);
      attempts.followCadence(outcome.policy.cadenceMs);
    }
  }

  /** Not waited for: what the student can look at later must not hold up what leaves now. */
  #remember({ source: { sid } }: SourceCursor, batch: readonly OutboxEvent[]): void {
    if (batch.length === 0) {
      return;
    }
    const { history, session, clock } = this.#options;
    const sentAtMs = clock.wallMs();
    const sent = batch.map(({ first, seq, body }) => ({ sid, first, seq, json: body, sentAtMs }));
    history.add(identityKey(session.identity), sent).catch(() => undefined);
  }

  async #keepRejected(rejected: readonly RejectedEvent[], cursor: SourceCursor, batch: readonly OutboxEvent[]): Promise<void> {
    const { outbox, clock } = this.#options;
    const codes = new Map(rejected.map(({ seq, code }) => [seq, code]));
    const letters = batch.flatMap(event => {
      const code = codes.get(event.seq);
      return code === undefined ? [] : [deadLetter(cursor.source.sid, event, code, clock.wallMs())];
    });
    if (letters.length > 0) {
      await keepDeadLetters(outbox, letters);
    }
  }
}
