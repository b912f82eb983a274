import pRetry from 'p-retry';
import {
  ATTEMPTS_PER_FLUSH,
  batchBody,
  beginFlush,
  decide,
  departureMs,
  expedite,
  planBatch,
  returnSpread,
  startDelivery,
  withCadence,
  type DeliveryState,
  type NextStep,
  type Outcome,
} from '../delivery';
import type { Outbox, OutboxEvent } from '../outbox/outbox';
import type { SentHistory } from '../outbox/sent-history';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Random } from '../platform/random';
import { DEFAULT_POLICY, LIMITS, type RejectedEvent } from '../protocol';
import type { Transport } from '../transport/transport';
import { Alarm } from './alarm';
import { deadLetter, keepDeadLetters } from './dead-letters';
import { identityKey } from './identity';
import type { Journal } from './journal';
import type { Session } from './session';
import { RETENTION_MS, type SourceCursor } from './source-cursor';
import { isLost, lostEvent } from './source-writer';

/** A sleep that ends later than this, by the wall clock, was the machine's: a lid was closed, a tab was frozen. */
const OVERSLEPT_MS = 60_000;

/** Batches in one flush that may end without the mark rising, before the flush gives up into the next cadence. */
const STALLS_PER_FLUSH = 3;

export interface PumpOptions {
  /** The source of this page; undefined for a pump that only delivers what closed pages left. */
  readonly own: SourceCursor | undefined;
  readonly session: Session;
  readonly outbox: Outbox;
  readonly history: SentHistory;
  readonly transport: Transport;
  readonly clock: Clock;
  /** Steady time, in milliseconds since the epoch: tells how long ago something was acknowledged. */
  readonly steadyMs: () => number;
  readonly random: Random;
  readonly logger: Logger;
  readonly journal: Journal;
  /** Makes what was recorded durable, so that a flush sees it. */
  readonly settle: () => Promise<void>;
  /** Sources of closed pages that this pump may take over now. */
  readonly adopt: () => Promise<readonly SourceCursor[]>;
  /** Forgets a source of a closed page that is delivered and no longer needed. Resolves to false when it is not closed after all. */
  readonly release: (cursor: SourceCursor) => Promise<boolean>;
  readonly onChange: () => void;
}

/** An attempt that failed and is tried again after `delayMs`, within the same flush. */
class FailedAttempt extends Error {
  constructor(readonly delayMs: number) {
    super('The attempt failed');
  }
}

/**
 * Drives the delivery of one student's events to one server: waits until the policy says so, sends the head of each
 * source, one batch in flight, and does what the policy makes of the outcome. Decides nothing itself.
 */
export class Pump {
  readonly #options: PumpOptions;
  readonly #alarm: Alarm;
  /** Sleeps out the delay after a failed attempt. Only "send now" and what is urgent cut it short: `online` comes to a whole class at once, and the delays are spread. */
  readonly #retryAlarm: Alarm;
  readonly #abort = new AbortController();
  #state: DeliveryState;
  #adopted: SourceCursor[] = [];
  /** Of the present flush. */
  #hasRenewed = false;
  /** When a refused student asks again, as the policy had it before the token was renewed. */
  #heldUntilMs = 0;
  /** Somebody hurried while a flush was under way. */
  #isHurried = false;
  #trouble: string | null = null;
  #refusal: string | null = null;
  #lastDeliveredAtMs: number | null = null;
  #running: Promise<void> | undefined;

  constructor(options: PumpOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock);
    this.#retryAlarm = new Alarm(options.clock);
    const cadenceMs = (options.session.enrolment?.policy ?? DEFAULT_POLICY).cadenceMs;
    this.#state = startDelivery(cadenceMs, options.clock.monotonicMs(), options.random);
  }

  get state(): DeliveryState {
    return this.#state;
  }

  /** When the next request may go out, in monotonic milliseconds. */
  get departureMs(): number {
    return departureMs(this.#state);
  }

  /** Why events wait, in words; null when nothing is wrong. */
  get trouble(): string | null {
    return this.#refusal ?? this.#trouble;
  }

  /** Whether the server knows this student and says no. */
  get isRefused(): boolean {
    return this.#refusal !== null;
  }

  get lastDeliveredAtMs(): number | null {
    return this.#lastDeliveredAtMs;
  }

  /** The sources of closed pages that are in this pump's care. */
  get adopted(): readonly SourceCursor[] {
    return this.#adopted;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#ringAll();
    await this.#running;
  }

  /** Reports as soon as the server allows. @param isProbing tries even though the breaker is open */
  hurry(isProbing: boolean): void {
    this.#isHurried = true;
    this.#state = expedite(this.#state, this.#options.clock.monotonicMs(), isProbing);
    this.#ringAll();
  }

  /** The network or the machine is back. */
  comeBack(): void {
    this.#state = returnSpread(this.#state, this.#options.clock.monotonicMs(), this.#options.random);
    this.#alarm.ring();
  }

  #ringAll(): void {
    this.#alarm.ring();
    this.#retryAlarm.ring();
  }

  async #run(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      const waitMs = departureMs(this.#state) - this.#options.clock.monotonicMs();
      if (waitMs > 0) {
        await this.#sleep(waitMs);
        continue;
      }
      await this.#flushSafely();
    }
  }

  /** Monotonic time may stand still while a machine sleeps, so only the wall clock tells that a whole class wakes up at once. */
  async #sleep(ms: number): Promise<void> {
    const { clock } = this.#options;
    const beforeMs = clock.wallMs();
    await this.#alarm.sleep(ms);
    if (clock.wallMs() - beforeMs > ms + OVERSLEPT_MS) {
      this.comeBack();
    }
  }

  /** A storage that fails for a moment, or a bug of ours, must not end the reporting: the next cadence tries again. */
  async #flushSafely(): Promise<void> {
    this.#state = beginFlush(this.#state, this.#options.clock.monotonicMs());
    this.#hasRenewed = false;
    this.#isHurried = false;
    try {
      await this.#flush();
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#options.logger.warnOnce('flush', 'Reporting failed; trying again.', error);
      }
    }
    this.#postpone();
    if (this.#isHurried) {
      this.#state = expedite(this.#state, this.#options.clock.monotonicMs(), false);
    }
    this.#options.onChange();
  }

  /** A flush that ended without the policy naming a time is followed by the next at the cadence. */
  #postpone(): void {
    const nowMs = this.#options.clock.monotonicMs();
    if (departureMs(this.#state) <= nowMs) {
      this.#state = { ...this.#state, dueAtMs: nowMs + this.#state.cadenceMs };
    }
  }

  async #flush(): Promise<void> {
    await this.#options.settle();
    const orphans = await this.#options.adopt();
    if (orphans.length > 0) {
      this.#adopted = [...this.#adopted, ...orphans];
      this.#options.onChange();
    }
    const { own } = this.#options;
    if (own === undefined && this.#adopted.length === 0) {
      return;
    }
    if (this.#options.session.enrolment === undefined && !(await this.#enrol())) {
      return;
    }
    for (const cursor of own === undefined ? this.#adopted : [own, ...this.#adopted]) {
      if (!(await this.#drain(cursor))) {
        return;
      }
    }
    await this.#releaseOld();
  }

  /** Sends all that waits of one source, or a heartbeat. @returns whether the server has all of it */
  async #drain(cursor: SourceCursor): Promise<boolean> {
    let stalls = 0;
    let highest = cursor.hwm;
    let isFirst = true;
    while (stalls < STALLS_PER_FLUSH && !this.#abort.signal.aborted) {
      const waiting = await cursor.next(this.#state.batchSize);
      if (waiting.length === 0 && !(isFirst && cursor === this.#options.own)) {
        return true;
      }
      const { next, batch } = await this.#deliver(cursor, waiting);
      if (!(await this.#carryOut(next, cursor, batch))) {
        return false;
      }
      stalls = cursor.hwm > highest || next.kind === 'shrink' ? 0 : stalls + 1;
      highest = Math.max(highest, cursor.hwm);
      isFirst = false;
    }
    return false;
  }

  /** @returns whether this flush goes on */
  async #carryOut(next: NextStep, cursor: SourceCursor, batch: readonly OutboxEvent[]): Promise<boolean> {
    switch (next.kind) {
      case 'acknowledge':
      case 'rewind':
        await cursor.acknowledge(next.hwm, this.#options.steadyMs());
        return true;
      case 'shrink':
        return true;
      case 'set_aside':
        return this.#setAside(cursor, batch, next);
      case 'renew_token':
        return this.#renewToken();
      case 'retry':
      case 'wait':
        return false;
    }
  }

  /** Once in a flush: a server that refuses every token must not be asked for one after the other. */
  async #renewToken(): Promise<boolean> {
    if (this.#hasRenewed) {
      this.#state = { ...this.#state, dueAtMs: this.#heldUntilMs };
      return false;
    }
    this.#hasRenewed = true;
    this.#heldUntilMs = this.#state.dueAtMs;
    return (await this.#options.session.adoptNewerToken()) || this.#enrol();
  }

  async #setAside(
    cursor: SourceCursor,
    batch: readonly OutboxEvent[],
    { isTooLarge, detail }: NextStep & { kind: 'set_aside' },
  ): Promise<boolean> {
    const [poison] = batch;
    // A server that refuses a heartbeat, or a mere count, refuses us and not the event: that is no reason to give it up.
    if (poison === undefined || isLost(poison) || (await this.#deliver(cursor, [])).next.kind !== 'acknowledge') {
      return false;
    }
    const { clock, outbox } = this.#options;
    const { sid } = cursor.source;
    const time = new Date(clock.wallMs()).toISOString();
    await outbox.replace(sid, lostEvent(poison.first, poison.seq, isTooLarge ? 'too_large' : 'rejected', time));
    await keepDeadLetters(outbox, [deadLetter(sid, poison, detail, clock.wallMs())]);
    return true;
  }

  /**
   * Sends the head of a source, again and again as the policy says, until it says something else. A later attempt takes
   * along what was recorded since the first, so that a class that was cut off needs no second request each afterwards.
   */
  async #deliver(cursor: SourceCursor, waiting: readonly OutboxEvent[]): Promise<{ next: NextStep; batch: readonly OutboxEvent[] }> {
    let batch = planBatch(waiting, LIMITS.batchBytes);
    let isFirst = true;
    const next = await this.#attempt(async () => {
      if (!isFirst) {
        batch = planBatch(await cursor.next(this.#state.batchSize), LIMITS.batchBytes);
      }
      isFirst = false;
      return { outcome: await this.#send(cursor, batch), sent: batch.length };
    });
    return { next, batch };
  }

  async #send(cursor: SourceCursor, batch: readonly OutboxEvent[]): Promise<Outcome> {
    const { session, transport, clock } = this.#options;
    const { enrolment } = session;
    if (enrolment === undefined) {
      return { kind: 'unauthorised', detail: '' };
    }
    const envelope = {
      sid: cursor.source.sid,
      oldest: cursor.oldest,
      sentAt: new Date(clock.wallMs()).toISOString(),
      policyRevision: enrolment.policy.revision,
    };
    const outcome = await transport.send(session.identity.serverUrl, enrolment.token, batchBody(envelope, batch), this.#abort.signal);
    await this.#learn(outcome, cursor, batch);
    return outcome;
  }

  async #enrol(): Promise<boolean> {
    let isEnrolled = false;
    await this.#attempt(async () => {
      const outcome = await this.#askToEnrol();
      isEnrolled = outcome.kind === 'accepted';
      return { outcome, sent: 0 };
    });
    return isEnrolled;
  }

  /** One enrolment, as an outcome that the policy knows: it paces enrolments as it paces batches. */
  async #askToEnrol(): Promise<Outcome> {
    const outcome = await this.#options.session.enrol(this.#abort.signal);
    this.#options.journal.note(`enrolment: ${outcome.kind}`);
    if (outcome.kind === 'refused') {
      this.#refusal = outcome.detail;
      return { kind: 'unauthorised', detail: outcome.detail };
    }
    if (outcome.kind !== 'enrolled') {
      this.#note(outcome);
      return outcome;
    }
    this.#refusal = null;
    this.#followPolicy(outcome.reply.policy.cadenceMs);
    return { kind: 'accepted', hwm: 0, nextMs: outcome.reply.policy.cadenceMs, rejected: [], messages: [] };
  }

  /** One flush's attempts. p-retry drives them; their delays are the policy's, so its own are off. */
  #attempt(request: () => Promise<{ readonly outcome: Outcome; readonly sent: number }>): Promise<NextStep> {
    const { clock, random, onChange } = this.#options;
    const once = async (): Promise<NextStep> => {
      const { outcome, sent } = await request();
      const decision = decide(this.#state, outcome, sent, clock.monotonicMs(), random);
      this.#state = decision.state;
      onChange();
      if (decision.next.kind === 'retry') {
        throw new FailedAttempt(decision.next.delayMs);
      }
      return decision.next;
    };
    return pRetry(once, {
      retries: ATTEMPTS_PER_FLUSH,
      minTimeout: 0,
      signal: this.#abort.signal,
      shouldRetry: ({ error }) => error instanceof FailedAttempt,
      onFailedAttempt: ({ error }) => (error instanceof FailedAttempt ? this.#retryAlarm.sleep(error.delayMs) : undefined),
    });
  }

  async #learn(outcome: Outcome, cursor: SourceCursor, batch: readonly OutboxEvent[]): Promise<void> {
    this.#note(outcome);
    this.#options.journal.note(`${String(batch.length)} events: ${outcome.kind}`);
    if (outcome.kind !== 'accepted') {
      return;
    }
    this.#lastDeliveredAtMs = this.#options.clock.wallMs();
    this.#remember(cursor, batch);
    await this.#keepRejected(outcome.rejected, cursor, batch);
    if (outcome.policy !== undefined) {
      await this.#options.session.keepPolicy(outcome.policy);
      this.#followPolicy(outcome.policy.cadenceMs);
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
    const codes = new Map(rejected.map(({ seq, code }) => [seq, code]));
    const letters = batch.flatMap(event => {
      const code = codes.get(event.seq);
      return code === undefined ? [] : [deadLetter(cursor.source.sid, event, code, this.#options.clock.wallMs())];
    });
    if (letters.length > 0) {
      await keepDeadLetters(this.#options.outbox, letters);
    }
  }

  #note(outcome: { readonly kind: string; readonly detail?: string }): void {
    const words: Record<string, string> = {
      unreachable: outcome.detail ?? '',
      unavailable: 'the class server cannot take events at the moment',
      slow_down: 'the class server asked to report more slowly',
      unauthorised: outcome.detail ?? '',
      unacceptable: outcome.detail ?? '',
    };
    this.#trouble = words[outcome.kind] ?? null;
  }

  #followPolicy(cadenceMs: number): void {
    const { clock, random } = this.#options;
    this.#state = withCadence(this.#state, cadenceMs, clock.monotonicMs(), random);
  }

  /** A closed page's source is kept as long as its events could be asked for again; then one last heartbeat confirms it. */
  async #releaseOld(): Promise<void> {
    const nowMs = this.#options.steadyMs();
    const isOld = (cursor: SourceCursor) => (cursor.lastAcknowledgedAtMs ?? 0) <= nowMs - RETENTION_MS;
    for (const cursor of this.#adopted.filter(isOld)) {
      const hwmBefore = cursor.hwm;
      const { next } = await this.#deliver(cursor, []);
      if (next.kind === 'acknowledge' && next.hwm >= hwmBefore) {
        const isForgotten = await this.#options.release(cursor);
        this.#adopted = this.#adopted.filter(other => other !== cursor || !isForgotten);
      } else {
        await this.#carryOut(next, cursor, []);
        return;
      }
    }
  }
}
