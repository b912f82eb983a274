import { Journal } from '../platform/journal';
import type { EventType, JsonObject } from '../protocol';
import { ActiveStorage } from './active-storage';
import { Assistance } from './assistance/assistance';
import { HelpCalls } from './assistance/help-calls';
import { MessageInbox } from './assistance/message-inbox';
import { StudentConsent } from './consent/student-consent';
import { ClassExit } from './class-exit';
import { ByIdentity } from './enrolment/by-identity';
import { identityKey, isSameIdentity, type ReportingIdentity } from './enrolment/identity';
import { Lifecycle } from './lifecycle';
import { OwnData } from './own-data';
import type { EnqueueOptions, ReportingClient } from './reporting-client';
import type { ClientParts } from './sending/reporter';
import type { SendingPart } from './sending/reporter-pool';
import { writeBugReport } from './status/bug-report';
import { NO_WORK, type PresentWork } from './sources/present-work';
import { readStatus } from './status/read-status';
import type { ReportingStatus } from './status/reporting-status';
import { initialStatus } from './status/status';
import { StatusBoard } from './status/status-board';

/**
 * Makes a client on the given parts. When the outbox cannot be used at all, events are kept in memory, and the status says so.
 * @param sending until it is there events are kept in memory, too
 */
export function createLateClient(parts: ClientParts, sending: SendingPart): ReportingClient {
  return new Client(parts, sending);
}

/** Puts the parts of the client together, and hands each event to the reporter of the student who is here. */
class Client implements ReportingClient {
  readonly consent: StudentConsent;
  readonly help: HelpCalls;
  readonly messages: MessageInbox;
  readonly exit: ClassExit;
  readonly ownData: OwnData;
  readonly #parts: ClientParts;
  readonly #sending: SendingPart;
  readonly #journal: Journal;
  readonly #board: StatusBoard;
  readonly #storage: ActiveStorage;
  readonly #lifecycle: Lifecycle;
  readonly #assistance = new ByIdentity(key => new Assistance(key, () => this.#storage.outbox));
  #identity: ReportingIdentity | undefined;
  #readWork: () => PresentWork = () => NO_WORK;

  constructor(parts: ClientParts, sending: SendingPart) {
    this.#parts = parts;
    this.#sending = sending;
    this.#journal = new Journal(parts.clock);
    this.#storage = new ActiveStorage(parts);
    this.#board = new StatusBoard(initialStatus(parts.outbox.storage), () => this.#readStatus(), parts.logger);
    this.consent = this.#makeConsent();
    const [storage, journal, consent, assistance] = [this.#storage, this.#journal, this.consent, this.#assistance];
    const identity = () => this.#identity;
    const work = () => (this.isRecording ? this.#readWork() : NO_WORK);
    const onChange = () => void this.#board.refresh();
    this.#lifecycle = new Lifecycle({ parts, sending, storage, journal, consent, assistance, identity, work, onChange });
    this.help = this.#makeHelp(onChange);
    this.messages = new MessageInbox(() => assistance.of(this.#identity), onChange);
    this.ownData = new OwnData({ storage, history: parts.history, reporters: this.#lifecycle.reporters, identity });
    this.exit = new ClassExit({ parts, sending, storage, lifecycle: this.#lifecycle, consent, identity });
  }

  get status(): ReportingStatus {
    return this.#board.status;
  }

  get isRecording(): boolean {
    return this.#identity !== undefined && !this.#lifecycle.isDisposed && this.consent.allowsRecording;
  }

  onStatusChange(listener: (status: ReportingStatus) => void): () => void {
    return this.#board.onChange(listener);
  }

  configure(identity: ReportingIdentity | undefined): void {
    const before = this.#identity;
    if (before === identity || (before !== undefined && identity !== undefined && isSameIdentity(before, identity))) {
      return;
    }
    this.#identity = identity;
    if (identity !== undefined) {
      // While the storage is being opened.
      this.#sending.ask();
    }
    if (before === undefined || identity === undefined || identityKey(before) !== identityKey(identity)) {
      this.consent.forgetPolicy();
    }
    this.#lifecycle.changeOver(before);
  }

  enqueue(type: EventType, data: JsonObject, { isUrgent = false, atMs = this.#parts.clock.wallMs() }: EnqueueOptions = {}): void {
    const identity = this.#identity;
    if (!this.isRecording || identity === undefined) {
      return;
    }
    const { reporters, early } = this.#lifecycle;
    const event = { type, time: new Date(atMs).toISOString(), data };
    const reporter = reporters.ownOf(identity);
    if (reporter === undefined) {
      early.add({ identity, event, isUrgent });
    } else {
      reporter.enqueue(event, isUrgent);
    }
    this.help.observe(type, data);
  }

  tellWork(read: () => PresentWork): void {
    this.#readWork = read;
  }

  sendNow(): void {
    this.#lifecycle.reporters.all.forEach(({ pump }) => pump.hurry(true));
  }

  askForName(): void {
    this.#lifecycle.withOwn(async ({ session, pump }) => {
      await session.askFor();
      pump.hurry(true);
    });
  }

  comeBack(): void {
    this.#lifecycle.reporters.all.forEach(({ pump }) => pump.comeBack());
  }

  flushOnHide(isLeaving = false): void {
    this.#lifecycle.reporters.own?.flushOnHide(isLeaving);
  }

  describe(): string {
    return writeBugReport(this.status, this.#journal);
  }

  dispose(): Promise<void> {
    return this.#lifecycle.dispose();
  }

  #makeConsent(): StudentConsent {
    const { logger } = this.#parts;
    const complain = (error: unknown) => logger.warnOnce('consent', 'The browser could not keep what the student agreed to.', error);
    return new StudentConsent({
      identity: () => this.#identity,
      outbox: () => this.#storage.outbox,
      toldPolicy: () => this.#lifecycle.reporters.ownOf(this.#identity)?.session.enrolment?.policy,
      store: write => this.#lifecycle.changes.attempt(write, complain),
      change: change => this.#lifecycle.changes.add(change),
      restart: () => this.#lifecycle.restart(),
    });
  }

  #makeHelp(onChange: () => void): HelpCalls {
    return new HelpCalls({
      assistance: () => this.#assistance.of(this.#identity),
      isRecording: () => this.isRecording,
      reportNow: (type, data) => this.enqueue(type, data, { isUrgent: true }),
      wallMs: () => this.#parts.clock.wallMs(),
      onChange,
    });
  }

  #readStatus(): Promise<ReportingStatus> {
    const { reporters, early } = this.#lifecycle;
    return readStatus(() => ({
      identity: this.#identity,
      outbox: this.#storage.outbox,
      assistance: this.#assistance.of(this.#identity),
      consent: this.consent,
      clock: this.#parts.clock,
      reporters,
      early,
    }));
  }
}
