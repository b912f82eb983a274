import type { Outbox } from '../../outbox/outbox';
import type { SentHistory } from '../../outbox/sent-history';
import { OUTBOX_LIMITS, type OutboxLimits } from '../../outbox/overflow';
import { createSteadyTime, type Clock } from '../../platform/clock';
import type { Keepsake } from '../../platform/keepsake';
import type { Locks } from '../../platform/locks';
import type { Logger } from '../../platform/logger';
import type { Random, RandomId } from '../../platform/random';
import type { Transport } from '../../transport/transport';
import type { Correspondence } from '../assistance/correspondence';
import type { HubTokens } from '../enrolment/hub-tokens';
import { identityKey } from '../enrolment/identity';
import type { Journal } from './journal';
import { OwnSource } from '../sources/own-source';
import { Pump } from './pump';
import { relieve } from '../sources/relieve';
import type { ReportingIdentity } from '../reporting-client';
import { Session } from '../enrolment/session';
import { SourceCursor } from '../sources/source-cursor';
import type { RecordedEvent } from '../sources/source-writer';

/** New events between two looks at the outbox's limits. */
const RELIEF_EVERY_EVENTS = 500;

/** What a client is made of. */
export interface ReporterParts {
  readonly outbox: Outbox;
  readonly history: SentHistory;
  readonly transport: Transport;
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
  /** Other limits than `OUTBOX_LIMITS`, for tests. */
  readonly limits?: OutboxLimits;
}

export interface ReporterOptions extends ReporterParts {
  readonly identity: ReportingIdentity;
  readonly deviceId: string;
  /** Records nothing and only delivers what closed pages left. */
  readonly isDraining: boolean;
  readonly journal: Journal;
  /** With this student's instructors; undefined for a student who is not here. */
  readonly correspondence?: Correspondence;
  /** Looks before each report whether the student has left in another tab. Resolves to false when he has: nothing is written any more. */
  readonly isStillThere: () => Promise<boolean>;
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
  readonly #steadyMs: () => number;
  /** Zero at first: what an earlier page left is looked at, too. */
  #nextReliefSeq = 0;
  /** Releases the lock of each source in this page's care. */
  readonly #held = new Map<string, () => void>();

  private constructor(session: Session, options: ReporterOptions) {
    const { identity, isDraining, randomId } = options;
    this.session = session;
    this.#options = options;
    this.#steadyMs = createSteadyTime(options.clock);
    if (!isDraining) {
      this.#own = new OwnSource({ ...options, source: { sid: randomId(), identityKey: identityKey(identity) } });
    }
    this.pump = new Pump({
      ...options,
      session,
      steadyMs: this.#steadyMs,
      own: this.#own?.cursor,
      settle: () => this.#settle(),
      adopt: () => this.#adopt(),
      release: cursor => this.#release(cursor),
    });
  }

  /** Makes a reporter that takes up the student's earlier enrolment, and starts its pump. */
  static async start(options: ReporterOptions): Promise<Reporter> {
    const session = new Session(options);
    await session.restore();
    const reporter = new Reporter(session, options);
    if (reporter.#own !== undefined) {
      await session.sign();
      await reporter.#hold(reporter.#own.source.sid);
    }
    reporter.pump.start();
    return reporter;
  }

  /** The events of this page that are not written yet. */
  get unwritten(): readonly RecordedEvent[] {
    return this.#own?.unwritten ?? [];
  }

  /** Makes what was recorded durable now. */
  async keepAll(): Promise<void> {
    await this.#own?.settle();
  }

  record(event: RecordedEvent, isUrgent: boolean): void {
    this.#own?.record(event);
    if (isUrgent) {
      this.pump.hurry(false);
    }
  }

  /** How many events the server has not acknowledged. */
  async countWaiting(): Promise<number> {
    const adopted = await Promise.all(this.pump.adopted.map(cursor => cursor.countWaiting()));
    return adopted.reduce((sum, count) => sum + count, (await this.#own?.countWaiting()) ?? 0);
  }

  /** See `ReportingClient.flushOnHide`. Deletes nothing: no one learns whether it arrived. */
  flushOnHide(isLeaving: boolean): void {
    const { enrolment, identity } = this.session;
    const { transport, clock } = this.#options;
    if (enrolment === undefined) {
      return;
    }
    const body = this.#own?.closingBody(enrolment.token, new Date(clock.wallMs()).toISOString(), isLeaving);
    if (body !== undefined) {
      transport.sendOnClose(identity.serverUrl, body);
    }
  }

  /** Stops. What is waiting stays in the outbox, for this student's next page. */
  async stop(): Promise<void> {
    await this.#own?.settle();
    await this.pump.stop();
    for (const release of this.#held.values()) {
      release();
    }
    this.#held.clear();
  }

  /** Makes what was recorded durable, and from time to time looks whether there is room for more. */
  async #settle(): Promise<void> {
    if (!(await this.#options.isStillThere())) {
      return;
    }
    await this.#own?.settle();
    const newest = this.#own?.lastSeq ?? 0;
    if (newest >= this.#nextReliefSeq) {
      this.#nextReliefSeq = newest + RELIEF_EVERY_EVENTS;
      await this.#relieve(this.#options.limits ?? OUTBOX_LIMITS);
    }
  }

  async #relieve(limits: OutboxLimits): Promise<void> {
    const { outbox, clock, journal } = this.#options;
    const cursors = [...this.pump.adopted, ...(this.#own === undefined ? [] : [this.#own.cursor])];
    const lost = await relieve({ outbox, cursors, limits, wallMs: clock.wallMs() });
    if (lost > 0) {
      journal.note(`no room: ${String(lost)} events given up`);
    }
  }

  /** Takes over this student's sources whose pages are gone: a living page holds the lock of its source. */
  async #adopt(): Promise<SourceCursor[]> {
    const { outbox } = this.#options;
    const key = identityKey(this.session.identity);
    const sources = await outbox.sources().catch(() => []);
    const orphans = sources.filter(source => source.identityKey === key && !this.#held.has(source.sid));
    const adopted: SourceCursor[] = [];
    for (const source of orphans) {
      if (await this.#hold(source.sid)) {
        await SourceCursor.resume(source, outbox, this.#steadyMs()).then(
          cursor => adopted.push(cursor),
          () => this.#letGo(source.sid),
        );
      }
    }
    if (adopted.length > 0) {
      this.#nextReliefSeq = 0;
    }
    return adopted;
  }

  async #release(cursor: SourceCursor): Promise<boolean> {
    const { sid } = cursor.source;
    const isForgotten = await this.#options.outbox.release(sid, cursor.hwm);
    if (isForgotten) {
      this.#letGo(sid);
    }
    return isForgotten;
  }

  #letGo(sid: string): void {
    this.#held.get(sid)?.();
    this.#held.delete(sid);
  }

  /** Locks save work and no more: one that fails leaves an orphan to others, and never stops a page's own source. */
  async #hold(sid: string): Promise<boolean> {
    const release = await this.#options.locks.tryHold(`source ${sid}`).catch(() => undefined);
    if (release !== undefined) {
      this.#held.set(sid, release);
    }
    return release !== undefined;
  }
}
