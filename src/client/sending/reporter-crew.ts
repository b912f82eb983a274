import type { Outbox } from '../../outbox/outbox';
import type { Correspondence } from '../assistance/correspondence';
import { identityKey } from '../enrolment/identity';
import type { Journal } from './journal';
import { Reporter, type ReporterParts } from './reporter';
import type { ReportingIdentity } from '../reporting-client';
import { readStoredIdentity } from '../enrolment/session';
import type { RecordedEvent } from '../sources/source-writer';

export interface ReporterCrewParts extends Omit<ReporterParts, 'outbox'> {
  readonly journal: Journal;
  /** See `ReporterOptions`; asked for the student of this page alone. */
  readonly isStillThere: (identity: ReportingIdentity) => Promise<boolean>;
  /** The instructors' word for the student of this page. */
  readonly correspondenceOf: (identity: ReportingIdentity) => Correspondence;
  readonly onChange: () => void;
  readonly onBroken: (storage: Outbox) => void;
}

/** Where reporters keep what they report, and as which device. */
export interface Desk {
  readonly outbox: Outbox;
  readonly deviceId: string;
}

/** The reporters at work in this page: the student's own, and those that deliver what was recorded under other names. */
export class ReporterCrew {
  readonly #parts: ReporterCrewParts;
  #own: Reporter | undefined;
  #drainers: readonly Reporter[] = [];

  constructor(parts: ReporterCrewParts) {
    this.#parts = parts;
  }

  get own(): Reporter | undefined {
    return this.#own;
  }

  get all(): readonly Reporter[] {
    return this.#own === undefined ? this.#drainers : [this.#own, ...this.#drainers];
  }

  async countWaiting(): Promise<number> {
    const counts = await Promise.all(this.all.map(reporter => reporter.countWaiting().catch(() => 0)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async startOwn(identity: ReportingIdentity, desk: Desk): Promise<Reporter> {
    const reporter = await this.#start(identity, desk, false);
    this.#own = reporter;
    return reporter;
  }

  /** Delivers what was recorded under other names on this machine: it is still owed to their server. */
  async drainOthers(own: ReportingIdentity | undefined, desk: Desk): Promise<void> {
    const ownKey = own === undefined ? undefined : identityKey(own);
    const keys = new Set((await desk.outbox.sources()).map(source => source.identityKey));
    for (const key of keys) {
      const identity = key === ownKey ? undefined : await readStoredIdentity(desk.outbox, key);
      if (identity !== undefined) {
        this.#drainers = [...this.#drainers, await this.#start(identity, desk, true)];
      }
    }
  }

  /** Delivers what a broken storage took, as far as it can still be read. */
  async drainBroken(identity: ReportingIdentity, desk: Desk): Promise<void> {
    this.#drainers = await this.#start(identity, desk, true).then(
      drainer => [drainer],
      () => [],
    );
  }

  /** @returns what the student's own reporter had not written, and whose it is */
  async stop(): Promise<{ readonly identity: ReportingIdentity; readonly events: readonly RecordedEvent[] } | undefined> {
    const own = this.#own;
    const stopping = this.all;
    this.#own = undefined;
    this.#drainers = [];
    await Promise.all(stopping.map(reporter => reporter.stop()));
    return own === undefined ? undefined : { identity: own.session.identity, events: own.unwritten };
  }

  #start(identity: ReportingIdentity, { outbox, deviceId }: Desk, isDraining: boolean): Promise<Reporter> {
    const { isStillThere, correspondenceOf, onBroken } = this.#parts;
    return Reporter.start({
      ...this.#parts,
      outbox,
      identity,
      deviceId,
      isDraining,
      ...(!isDraining && { correspondence: correspondenceOf(identity) }),
      isStillThere: () => (isDraining ? Promise.resolve(true) : isStillThere(identity)),
      onBroken: () => onBroken(outbox),
    });
  }
}
