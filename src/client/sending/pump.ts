import { departureMs, type DeliveryState, type NextStep, type Trouble } from '../../delivery';
import type { Outbox, OutboxEvent } from '../../outbox/outbox';
import type { SentHistory } from '../../outbox/sent-history';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Random } from '../../platform/random';
import { DEFAULT_POLICY } from '../../protocol';
import type { Transport } from '../../transport/transport';
import { Alarm } from './alarm';
import { Attempts } from './attempts';
import { BatchSender } from './batch-sender';
import type { Correspondence } from '../assistance/correspondence';
import { deadLetter, keepDeadLetters } from '../sources/dead-letters';
import { Enroller } from './enroller';
import type { Journal } from './journal';
import type { Session } from '../enrolment/session';
import { RETENTION_MS, type SourceCursor } from '../sources/source-cursor';
import { isLost, lostEvent } from '../sources/source-writer';

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
  readonly correspondence?: Correspondence;
  /** Makes what was recorded durable, so that a flush sees it. */
  readonly settle: () => Promise<void>;
  /** Sources of closed pages that this pump may take over now. */
  readonly adopt: () => Promise<readonly SourceCursor[]>;
  /** Forgets a source of a closed page that is delivered and no longer needed. Resolves to false when it is not closed after all. */
  readonly release: (cursor: SourceCursor) => Promise<boolean>;
  readonly onChange: () => void;
}

/**
 * Drives the delivery of one student's events to one server: waits until the policy says so, sends the head of each
 * source, one batch in flight, and does what the policy makes of the outcome. Decides nothing itself.
 */
export class Pump {
  readonly #options: PumpOptions;
  readonly #alarm: Alarm;
  readonly #abort = new AbortController();
  readonly #attempts: Attempts;
  readonly #enroller: Enroller;
  readonly #sender: BatchSender;
  #adopted: SourceCursor[] = [];
  /** Somebody hurried while a flush was under way. */
  #isHurried = false;
  #running: Promise<void> | undefined;

  constructor(options: PumpOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock);
    const parts = { ...options, signal: this.#abort.signal };
    this.#attempts = new Attempts({ ...parts, cadenceMs: (options.session.enrolment?.policy ?? DEFAULT_POLICY).cadenceMs });
    this.#enroller = new Enroller({ ...parts, attempts: this.#attempts });
    this.#sender = new BatchSender({ ...parts, attempts: this.#attempts });
  }

  get state(): DeliveryState {
    return this.#attempts.state;
  }

  /** When the next request may go out, in monotonic milliseconds. */
  get departureMs(): number {
    return departureMs(this.state);
  }

  /** Why events wait, in words; null when nothing is wrong. */
  get trouble(): Trouble | null {
    return this.#enroller.refusal ?? this.#attempts.trouble;
  }

  /** Whether the server knows this student and says no. */
  get isRefused(): boolean {
    return this.#enroller.refusal !== null;
  }

  get lastDeliveredAtMs(): number | null {
    return this.#sender.lastDeliveredAtMs;
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
    this.#attempts.expedite(isProbing);
    this.#ringAll();
  }

  /** The network or the machine is back. */
  comeBack(): void {
    this.#attempts.spreadReturn();
    this.#alarm.ring();
  }

  #ringAll(): void {
    this.#alarm.ring();
    this.#attempts.hurry();
  }

  async #run(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      const waitMs = this.departureMs - this.#options.clock.monotonicMs();
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
    this.#attempts.beginFlush();
    this.#enroller.beginFlush();
    this.#isHurried = false;
    try {
      await this.#flush();
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#options.logger.warnOnce('flush', 'Reporting failed; trying again.', error);
      }
    }
    this.#attempts.postpone();
    if (this.#isHurried) {
      this.#attempts.expedite(false);
    }
    this.#options.onChange();
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
    if (this.#options.session.enrolment === undefined && !(await this.#enroller.enrol())) {
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
      const waiting = await cursor.next(this.state.batchSize);
      if (waiting.length === 0 && !(isFirst && cursor === this.#options.own)) {
        return true;
      }
      const { next, batch } = await this.#sender.deliver(cursor, waiting);
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
        return this.#enroller.renewToken();
      case 'retry':
      case 'wait':
        return false;
    }
  }

  async #setAside(
    cursor: SourceCursor,
    batch: readonly OutboxEvent[],
    { isTooLarge, detail }: NextStep & { kind: 'set_aside' },
  ): Promise<boolean> {
    const [poison] = batch;
    // A server that refuses a heartbeat, or a mere count, refuses us and not the event: that is no reason to give it up.
    if (poison === undefined || isLost(poison) || (await this.#sender.deliver(cursor, [])).next.kind !== 'acknowledge') {
      return false;
    }
    const { clock, outbox } = this.#options;
    const { sid } = cursor.source;
    const time = new Date(clock.wallMs()).toISOString();
    await outbox.replace(sid, lostEvent(poison.first, poison.seq, isTooLarge ? 'too_large' : 'rejected', time));
    await keepDeadLetters(outbox, [deadLetter(sid, poison, detail ?? 'batch_too_large', clock.wallMs())]);
    return true;
  }

  /** A closed page's source is kept as long as its events could be asked for again; then one last heartbeat confirms it. */
  async #releaseOld(): Promise<void> {
    const nowMs = this.#options.steadyMs();
    const isOld = (cursor: SourceCursor) => (cursor.lastAcknowledgedAtMs ?? 0) <= nowMs - RETENTION_MS;
    for (const cursor of this.#adopted.filter(isOld)) {
      const hwmBefore = cursor.hwm;
      const { next } = await this.#sender.deliver(cursor, []);
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
