import type { Outbox } from '../outbox/outbox';
import type { Journal } from '../platform/journal';
import type { ActiveStorage } from './active-storage';
import type { Assistance } from './assistance/assistance';
import { ChangeQueue } from './change-queue';
import type { StudentConsent } from './consent/student-consent';
import type { ByIdentity } from './enrolment/by-identity';
import { correctSources } from './enrolment/correct-sources';
import { identityKey, type ReportingIdentity } from './enrolment/identity';
import { forgetStudent } from './forget-student';
import type { ClientParts, Reporter } from './sending/reporter';
import { ReporterPool, type ReporterContext, type SendingPart } from './sending/reporter-pool';
import { EarlyEvents } from './sources/early-events';
import type { PresentWork } from './sources/present-work';

export interface LifecycleOptions {
  readonly parts: ClientParts;
  readonly sending: SendingPart;
  readonly storage: ActiveStorage;
  readonly journal: Journal;
  readonly consent: StudentConsent;
  readonly assistance: ByIdentity<Assistance>;
  /** Who is here now. */
  readonly identity: () => ReportingIdentity | undefined;
  /** What runs in this page. */
  readonly work: () => PresentWork;
  readonly onChange: () => void;
}

/** Starts and stops the reporters as student, consent and storage change. The changes happen one after the other, while events go on coming in. */
export class Lifecycle {
  readonly changes: ChangeQueue;
  readonly reporters: ReporterPool;
  /** Recorded while there is no reporter yet, or none any more. */
  readonly early = new EarlyEvents();
  readonly #options: LifecycleOptions;
  #isDisposed = false;
  /** A start was put off until what makes reporters is there, and with it what was to be done with the student's own. */
  #isPutOff = false;
  #putOff: ((own: Reporter) => Promise<void>)[] = [];

  constructor(options: LifecycleOptions) {
    const { parts, sending, storage, journal, assistance, work, onChange } = options;
    this.#options = options;
    this.changes = new ChangeQueue(storage.check(), { ...parts, retry: () => this.#retry(), afterEach: onChange });
    this.reporters = new ReporterPool({
      ...parts,
      sending,
      journal,
      isStillJoined: identity => this.#isStillJoined(identity),
      assistanceOf: identity => assistance.of(identity),
      work,
      onChange,
      onBroken: broken => this.changes.add(() => this.#moveToMemory(broken)),
    });
    sending.onChange(onChange);
    void sending.whenThere.then(() => this.#catchUp());
    void storage.fallsSilent().then(silent => this.changes.add(() => this.#moveToMemory(silent)));
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** Another student is here, or another class, or nobody. */
  changeOver(before: ReportingIdentity | undefined): void {
    this.changes.add(async () => {
      // Settings that name nobody any more may be the first that this tab hears of a student who has left in another.
      const hasLeft = before !== undefined && (await this.#options.consent.hasLeftElsewhere(before));
      await (hasLeft ? this.forget(before) : this.restart());
    });
  }

  /** Does something with the student's own reporter, once it has been started; nothing where none is. */
  withOwn(change: (own: Reporter) => Promise<void>): void {
    this.changes.add(async () => {
      const { own } = this.reporters;
      if (own !== undefined) {
        await change(own);
      } else if (this.#isPutOff) {
        const identity = this.#options.identity();
        this.#putOff.push(started => (started.session.identity === identity ? change(started) : Promise.resolve()));
      }
    });
  }

  async stop(): Promise<void> {
    const left = await this.reporters.stop();
    if (left !== undefined) {
      this.early.putBack(left.identity, left.unwritten);
    }
  }

  /** Stops, and starts what the student's word and the class allow now. */
  async restart(): Promise<void> {
    const { storage, consent } = this.#options;
    const identity = this.#options.identity();
    await this.stop();
    if (this.#isDisposed) {
      return;
    }
    await this.#restore();
    if (consent.isPausing) {
      return;
    }
    if (identity !== undefined) {
      await correctSources(storage.outbox, identity);
    }
    const context = await storage.context();
    this.#isPutOff = !(await this.reporters.drainOthers(this.#options.identity(), context));
    await this.#startOwn(context);
  }

  /** The student has left, in this tab or in another. What was recorded last goes with the rest. */
  async forget(identity: ReportingIdentity): Promise<void> {
    const { storage, consent, parts } = this.#options;
    await this.stop();
    this.early.forget(identity);
    consent.forgetPolicy();
    try {
      await forgetStudent(storage.outbox, parts.history, identityKey(identity));
    } finally {
      await this.restart();
    }
  }

  async dispose(): Promise<void> {
    const { storage, parts } = this.#options;
    this.#isDisposed = true;
    this.changes.add(() => this.stop());
    await this.changes.done;
    await Promise.all([storage.outbox.close(), parts.history.close()]);
  }

  /** Reads what this page or another stored of the student when it was here last. */
  async #restore(): Promise<void> {
    const { consent, assistance } = this.#options;
    const identity = this.#options.identity();
    if (identity !== undefined) {
      await consent.restore(identity);
      await assistance.of(identity).read();
    }
  }

  /** @param broken the outbox that was in use before */
  async #startOwn(context: ReporterContext, broken?: Outbox): Promise<void> {
    const { consent } = this.#options;
    const identity = this.#options.identity();
    if (identity === undefined || consent.hasLeft) {
      return;
    }
    if (!this.reporters.canStart()) {
      this.#isPutOff = true;
      return;
    }
    const hasMore = await this.early.keepNumbered(identity, context.outbox, broken);
    const reporter = await this.reporters.startOwn(identity, context);
    this.#putOff.splice(0).forEach(change => this.withOwn(change));
    const waited = this.early.take(identity);
    if (consent.standing.level !== null) {
      waited.forEach(({ event, isUrgent }) => reporter.enqueue(event, isUrgent));
    }
    if (hasMore) {
      // Left again, this page would hand over its own source alone.
      reporter.pump.hurry(false);
    }
  }

  /** What the broken storage took is delivered from there, as far as it can still be read; what it did not take goes on in memory, as a new source, but for what has its place in the old one. */
  async #moveToMemory(broken: Outbox): Promise<void> {
    const { storage, consent, assistance, parts } = this.#options;
    if (storage.outbox !== broken) {
      return;
    }
    await this.stop();
    storage.moveToMemory();
    const context = await storage.context();
    await consent.writeAnew();
    await assistance.of(this.#options.identity()).write();
    if (consent.isPausing || this.#isDisposed) {
      return;
    }
    const identity = this.#options.identity();
    if (identity !== undefined && this.reporters.canStart()) {
      await this.reporters.drainBroken(identity, { ...context, outbox: broken, locks: parts.locks });
    }
    await this.#startOwn(context, broken);
  }

  #catchUp(): void {
    if (this.#isPutOff && !this.#isDisposed) {
      this.changes.add(() => this.restart());
    }
  }

  #retry(): void {
    if (this.reporters.own === undefined && !this.#isDisposed) {
      const { outbox } = this.#options.storage;
      this.changes.add(() => (this.changes.failsRepeatedly ? this.#moveToMemory(outbox) : this.restart()));
    }
  }

  /** Other tabs are asked: when the student has left in one of them, this one forgets them, too. */
  async #isStillJoined(identity: ReportingIdentity): Promise<boolean> {
    const { consent } = this.#options;
    if (await consent.hasLeftElsewhere(identity)) {
      this.changes.add(() => this.forget(identity));
    }
    return !consent.knowsThatLeft(identity);
  }
}
