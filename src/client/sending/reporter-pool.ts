import type { Outbox } from '../../outbox/outbox';
import type { Locks } from '../../platform/locks';
import type { Transport } from '../../transport/transport';
import type { Assistance } from '../assistance/assistance';
import { identityKey } from '../enrolment/identity';
import type { Journal } from '../../platform/journal';
import type { LatePart } from '../../platform/late-part';
import type { ClientParts, Reporter } from './reporter';
import type * as SendingModule from './sending';
import type { ReportingIdentity } from '../enrolment/identity';
import { readStoredIdentity, wasTaken } from '../enrolment/stored-enrolment';
import type { Unwritten } from '../sources/own-source';
import type { PresentWork } from '../sources/present-work';

/** What reports for students, and by which way. */
export interface Sending extends Pick<typeof SendingModule, 'Reporter' | 'Session'> {
  readonly transport: Transport;
}

/** What makes reporters, and comes later. */
export type SendingPart = Pick<LatePart<Sending>, 'value' | 'whenThere' | 'ask' | 'isMissing' | 'onChange'>;

export interface ReporterPoolParts extends Omit<ClientParts, 'outbox' | 'locks'> {
  readonly sending: SendingPart;
  readonly journal: Journal;
  /** See `ReporterOptions`; asked for the student of this page alone. */
  readonly isStillJoined: (identity: ReportingIdentity) => Promise<boolean>;
  /** The help request and messages of the student of this page. */
  readonly assistanceOf: (identity: ReportingIdentity) => Assistance;
  /** What runs in this page. */
  readonly work: () => PresentWork;
  readonly onChange: () => void;
  readonly onBroken: (storage: Outbox) => void;
}

/** Where reporters keep what they report, who else takes from there, and as which device. */
export interface ReporterContext {
  readonly outbox: Outbox;
  readonly locks: Locks;
  readonly deviceId: string;
}

/** The reporters at work in this page: the student's own, and those that deliver what was recorded under other names. */
export class ReporterPool {
  readonly #parts: ReporterPoolParts;
  #own: Reporter | undefined;
  #drainers: readonly Reporter[] = [];

  constructor(parts: ReporterPoolParts) {
    this.#parts = parts;
  }

  get own(): Reporter | undefined {
    return this.#own;
  }

  /** The student's own reporter. Between a change of student and its end it is still the one before's. */
  ownOf(identity: ReportingIdentity | undefined): Reporter | undefined {
    return this.#own?.session.identity === identity ? this.#own : undefined;
  }

  get all(): readonly Reporter[] {
    return this.#own === undefined ? this.#drainers : [this.#own, ...this.#drainers];
  }

  /** Without what waits for somebody else to be let in: that may be for ever, and the student who is here can do nothing about it. */
  async countWaiting(): Promise<number> {
    const counting = this.all.filter(reporter => reporter === this.#own || !reporter.pump.isRefused);
    const counts = await Promise.all(counting.map(reporter => reporter.countWaiting().catch(() => 0)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Whether what makes reporters is needed, and could not be loaded so far. */
  get lacksPart(): boolean {
    return this.#parts.sending.isMissing;
  }

  /** Whether reporters can be started. If they cannot, what makes them is asked for. */
  canStart(): boolean {
    const { sending } = this.#parts;
    sending.ask();
    return sending.value !== undefined;
  }

  async startOwn(identity: ReportingIdentity, context: ReporterContext): Promise<Reporter> {
    const reporter = await this.#start(identity, context, false);
    this.#own = reporter;
    return reporter;
  }

  /**
   * Delivers what was recorded under other names on this machine: their server still has a right to it. A name that another device has is left
   * alone: asked for from here, it would go to this device when an instructor releases it for its owner.
   * @returns false when there is such and reporters cannot be started yet
   */
  async drainOthers(own: ReportingIdentity | undefined, context: ReporterContext): Promise<boolean> {
    const ownKey = own === undefined ? undefined : identityKey(own);
    const keys = new Set((await context.outbox.sources()).map(source => source.identityKey));
    for (const key of keys) {
      const isLeftAlone = key === ownKey || (await wasTaken(context.outbox, key));
      const identity = isLeftAlone ? undefined : await readStoredIdentity(context.outbox, key);
      if (identity !== undefined && !this.canStart()) {
        return false;
      }
      if (identity !== undefined) {
        this.#drainers = [...this.#drainers, await this.#start(identity, context, true)];
      }
    }
    return true;
  }

  /** Delivers what a broken storage took, as far as it can still be read. */
  async drainBroken(identity: ReportingIdentity, context: ReporterContext): Promise<void> {
    this.#drainers = await this.#start(identity, context, true).then(
      drainer => [drainer],
      () => [],
    );
  }

  /** @returns what the student's own reporter had not written, and whose it is */
  async stop(): Promise<{ readonly identity: ReportingIdentity; readonly unwritten: Unwritten } | undefined> {
    const own = this.#own;
    const stopping = this.all;
    this.#own = undefined;
    this.#drainers = [];
    await Promise.all(stopping.map(reporter => reporter.stop()));
    const unwritten = own?.unwritten;
    return own === undefined || unwritten === undefined ? undefined : { identity: own.session.identity, unwritten };
  }

  async #start(identity: ReportingIdentity, { outbox, locks, deviceId }: ReporterContext, isDraining: boolean): Promise<Reporter> {
    const { sending, isStillJoined, assistanceOf, onBroken } = this.#parts;
    if (sending.value === undefined) {
      throw new Error('Reporters cannot be started yet.');
    }
    return sending.value.Reporter.start({
      ...this.#parts,
      transport: sending.value.transport,
      outbox,
      locks,
      identity,
      deviceId,
      isDraining,
      ...(!isDraining && { assistance: assistanceOf(identity) }),
      isStillJoined: () => (isDraining ? Promise.resolve(true) : isStillJoined(identity)),
      onBroken: () => onBroken(outbox),
    });
  }
}
