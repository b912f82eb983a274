import { departureMs, type DeliveryState, type Trouble } from '../../delivery';
import type { Outbox } from '../../outbox/outbox';
import type { SentHistory } from '../../outbox/sent-history';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Random } from '../../platform/random';
import { DEFAULT_POLICY } from '../../protocol';
import type { Transport } from '../../transport/transport';
import { Alarm } from '../../platform/alarm';
import { Attempts } from './attempts';
import { BatchSender } from './batch-sender';
import type { Assistance } from '../assistance/assistance';
import { Enroller } from './enroller';
import type { Journal } from '../../platform/journal';
import type { Session } from '../enrolment/session';
import { NO_WORK, type PresentWork } from '../sources/present-work';
import type { SourcePool } from '../sources/source-pool';
import { flush } from './flush';

/** A sleep that ends later than this, by the wall clock, was the machine's: a lid was closed, a tab was frozen. */
const OVERSLEPT_MS = 60_000;

export interface PumpOptions {
  /** What the pump delivers. */
  readonly sources: SourcePool;
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
  readonly assistance?: Assistance;
  /** What runs in this page. */
  readonly work: () => PresentWork;
  /** Whether the student can see the page; always, where absent. */
  readonly isVisible?: () => boolean;
  readonly onChange: () => void;
}

/**
 * Drives the delivery of one student's events to one server: waits until the delivery policy says so, then flushes, for as long as it runs.
 */
export class Pump {
  readonly #options: PumpOptions;
  readonly #alarm: Alarm;
  readonly #abort = new AbortController();
  readonly #attempts: Attempts;
  readonly #enroller: Enroller;
  readonly #sender: BatchSender;
  /** Somebody hurried while a flush was under way. */
  #isHurried = false;
  #running: Promise<void> | undefined;

  constructor(options: PumpOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock);
    const parts = { ...options, signal: this.#abort.signal };
    this.#attempts = new Attempts({ ...parts, cadenceMs: (options.session.enrolment?.policy ?? DEFAULT_POLICY).cadenceMs });
    this.#enroller = new Enroller({ ...parts, attempts: this.#attempts });
    this.#sender = new BatchSender({
      ...parts,
      attempts: this.#attempts,
      workOf: cursor => (cursor === options.sources.own ? options.work() : NO_WORK),
    });
  }

  get state(): DeliveryState {
    return this.#attempts.state;
  }

  /** When the next request may go out, in monotonic milliseconds. */
  get departureMs(): number {
    return departureMs(this.state);
  }

  /** Why events wait; null when nothing is wrong. */
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
      await flush({
        ...this.#options,
        attempts: this.#attempts,
        enroller: this.#enroller,
        sender: this.#sender,
        signal: this.#abort.signal,
      });
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
}
