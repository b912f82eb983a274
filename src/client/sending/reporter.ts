import type { Outbox } from '../../outbox/outbox';
import type { SentHistory } from '../../outbox/sent-history';
import type { OutboxLimits } from '../../outbox/eviction';
import { createSteadyTime, type Clock } from '../../platform/clock';
import type { Keepsake } from '../../platform/keepsake';
import type { Locks } from '../../platform/locks';
import type { Logger } from '../../platform/logger';
import type { Random, RandomId } from '../../platform/random';
import type { Transport } from '../../transport/transport';
import type { Assistance } from '../assistance/assistance';
import type { HubTokens } from '../enrolment/hub-tokens';
import { identityKey } from '../enrolment/identity';
import type { Journal } from '../../platform/journal';
import { OwnSource, type Unwritten } from '../sources/own-source';
import { Pump } from './pump';
import type { ReportingIdentity } from '../enrolment/identity';
import { Session } from '../enrolment/session';
import { NO_WORK, type PresentWork } from '../sources/present-work';
import { SourcePool } from '../sources/source-pool';
import type { RecordedEvent } from '../sources/source-writer';

/** What a client is made of, besides what sends. */
export interface ClientParts {
  readonly outbox: Outbox;
  readonly history: SentHistory;
  readonly clock: Clock;
  readonly random: Random;
  readonly randomId: RandomId;
  readonly locks: Locks;
  readonly logger: Logger;
  /** For students whom a JupyterHub vouches for; without it there is no hub. */
  readonly hubTokens?: HubTokens;
  /** The id of the device, where another outbox of this browser keeps it: a student's classes are all reported from one device. */
  readonly sharedDeviceId?: () => Promise<string>;
  /** Has the id of the device, should the outbox lose it. */
  readonly deviceKeepsake?: Keepsake;
  /** Whether the student can see the page; always, where absent. */
  readonly isVisible?: () => boolean;
  /** Other limits than `OUTBOX_LIMITS`, for tests. */
  readonly limits?: OutboxLimits;
}

export interface ReporterOptions extends ClientParts {
  readonly transport: Transport;
  readonly identity: ReportingIdentity;
  readonly deviceId: string;
  /** Records nothing and only delivers what closed pages left. */
  readonly isDraining: boolean;
  readonly journal: Journal;
  /** The student's help request and messages; undefined for a student who is not here. */
  readonly assistance?: Assistance;
  /** What runs in this page; told with its own source alone. */
  readonly work: () => PresentWork;
  /** Asked before each report: the student may have left in another tab. Resolves to false when they have: nothing is written any more. */
  readonly isStillJoined: () => Promise<boolean>;
  readonly onChange: () => void;
  /** The storage cannot be written any more; what is not in it is in `unwritten`. */
  readonly onBroken: () => void;
}

/** One page's reporting for one student: its own source, those that closed pages left, and the pump that delivers them. */
export class Reporter {
  readonly pump: Pump;
  readonly session: Session;
  readonly #options: ReporterOptions;
  readonly #own: OwnSource | undefined;
  readonly #sources: SourcePool;

  private constructor(session: Session, options: ReporterOptions) {
    const { identity, isDraining, randomId } = options;
    this.session = session;
    this.#options = options;
    const steadyMs = createSteadyTime(options.clock);
    if (!isDraining) {
      this.#own = new OwnSource({ ...options, source: { sid: randomId(), identityKey: identityKey(identity) } });
    }
    this.#sources = new SourcePool({
      ...options,
      identityKey: identityKey(identity),
      own: this.#own,
      steadyMs,
      onEvicted: count => options.journal.note(`no room: ${String(count)} events given up`),
    });
    this.pump = new Pump({ ...options, session, sources: this.#sources, steadyMs });
  }

  /** Makes a reporter that takes up the student's earlier enrolment, and starts its pump. */
  static async start(options: ReporterOptions): Promise<Reporter> {
    const session = new Session(options);
    await session.restore();
    const reporter = new Reporter(session, options);
    if (reporter.#own !== undefined) {
      await session.sign();
      await reporter.#sources.holdOwn();
    }
    reporter.pump.start();
    return reporter;
  }

  /** Takes an event of this page; one that is urgent leaves at once. */
  enqueue(event: RecordedEvent, isUrgent: boolean): void {
    this.#own?.writer.enqueue(event);
    if (isUrgent) {
      this.pump.hurry(false);
    }
  }

  /** The events of this page that are not written yet. */
  get unwritten(): Unwritten | undefined {
    return this.#own?.unwritten;
  }

  /** Makes what was recorded durable now. */
  async keepAll(): Promise<void> {
    await this.#own?.settle();
  }

  /** How many events the server has not acknowledged. */
  countWaiting(): Promise<number> {
    return this.#sources.countWaiting();
  }

  /** See `ReportingClient.flushOnHide`. Deletes nothing: no one learns whether it arrived. */
  flushOnHide(isLeaving: boolean): void {
    const { enrolment, identity } = this.session;
    const { transport, clock, work } = this.#options;
    if (enrolment === undefined) {
      return;
    }
    const body = this.#own?.closingBody(enrolment.token, new Date(clock.wallMs()).toISOString(), isLeaving, isLeaving ? NO_WORK : work());
    if (body !== undefined) {
      transport.sendOnClose(identity.serverUrl, body);
    }
  }

  /** Stops. What is waiting stays in the outbox, for this student's next page. */
  async stop(): Promise<void> {
    await this.#own?.settle();
    await this.pump.stop();
    await this.#own?.writer.end();
    this.#sources.letAllGo();
  }
}
