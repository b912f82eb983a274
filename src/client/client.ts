import type { Trouble } from '../delivery';
import { createMemoryOutbox } from '../outbox/memory';
import type { Outbox } from '../outbox/outbox';
import { noKeepsake } from '../platform/keepsake';
import { policyTerms, type JsonObject, type Policy, type PolicyTerms } from '../protocol';
import type { Agreement } from './consent/agreement';
import { Agreements } from './consent/agreements';
import { writeBugReport } from './status/bug-report';
import { ChangeQueue } from './change-queue';
import type { Correspondence } from './assistance/correspondence';
import { Correspondences } from './assistance/correspondences';
import { correctSources } from './enrolment/correct-sources';
import { readDeadLetters, type DeadLetter } from './sources/dead-letters';
import { EarlyEvents } from './sources/early-events';
import { forgetStudent } from './forget-student';
import { isSolvedBy, withdrawalData } from './assistance/help-call';
import { readHoldings, type Holdings } from './sources/holdings';
import { identityKey, isSameIdentity } from './enrolment/identity';
import { Journal } from './sending/journal';
import type { Mailbox } from './assistance/mailbox';
import type { ReporterParts } from './sending/reporter';
import { ReporterCrew, type Desk } from './sending/reporter-crew';
import type { ReportingClient, ReportingIdentity, ReportingStatus } from './reporting-client';
import { readDeviceId, readStoredPolicy, Session } from './enrolment/session';
import { initialStatus, phaseOf } from './status/status';
import { StatusBoard } from './status/status-board';

export type ClientParts = ReporterParts;

/** Makes a client on the given parts. When the outbox cannot be used at all, events are kept in memory, and the status says so. */
export function createReportingClient(parts: ClientParts): ReportingClient {
  return new Client(parts);
}

/** The time to the next try after a set-up failed, in milliseconds; the third failure in a row moves to memory. */
const RETRY_MS = 10_000;
const FAILURES_TO_GIVE_UP = 3;

/** Changes of identity and of storage happen one after the other; recording goes on meanwhile. */
class Client implements ReportingClient {
  readonly #parts: ClientParts;
  readonly #journal: Journal;
  readonly #board: StatusBoard;
  readonly #changes: ChangeQueue;
  readonly #crew: ReporterCrew;
  readonly #agreements = new Agreements();
  readonly #correspondences = new Correspondences(() => this.#outbox);
  /** Recorded while there is no reporter yet, or none any more. */
  readonly #early = new EarlyEvents();
  #outbox: Outbox;
  /** Kept beside the outbox: a page that loses its storage must not look like another device. */
  #deviceId: string | undefined;
  #identity: ReportingIdentity | undefined;
  /** The class's policy as an earlier page knew it, or this one before it paused. */
  #storedPolicy: Policy | null = null;
  /** What the student wishes; see `#isPausing`. */
  #isPaused = false;
  #isDisposed = false;
  /** Set-ups in a row that failed. */
  #failures = 0;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#journal = new Journal(parts.clock);
    this.#outbox = parts.outbox;
    this.#board = new StatusBoard(initialStatus(parts.outbox.storage), () => this.#readStatus(), parts.logger);
    this.#crew = new ReporterCrew({
      ...parts,
      journal: this.#journal,
      isStillThere: identity => this.#isStillThere(identity),
      correspondenceOf: identity => this.#correspondences.of(identity),
      onChange: () => void this.#board.refresh(),
      onBroken: storage => this.#change(() => this.#moveToMemory(storage)),
    });
    this.#changes = new ChangeQueue(this.#useWorkingStorage(), () => void this.#board.refresh());
    void this.#outlastStorage(parts.outbox);
  }

  get status(): ReportingStatus {
    return this.#board.status;
  }

  get isRecording(): boolean {
    const isHeldBack = this.#isPausing || this.#isDisposed;
    // What happens before it is known what the student has said waits in memory, and goes no further if he has not agreed.
    return this.#identity !== undefined && !isHeldBack && (!this.#agreement.isRead || this.#standing.level !== null);
  }

  get #agreement(): Agreement {
    return this.#agreements.of(this.#identity);
  }

  get #correspondence(): Correspondence {
    return this.#correspondences.of(this.#identity);
  }

  get #policy(): Policy | null {
    const session = this.#crew.own?.session;
    const own = session !== undefined && session.identity === this.#identity ? session.enrolment?.policy : undefined;
    return own ?? this.#storedPolicy;
  }

  get #standing() {
    return this.#agreement.standing(this.#policy);
  }

  /** Whether the student pauses, in a class that lets him. */
  get #isPausing(): boolean {
    return this.#isPaused && this.#mayPause;
  }

  get #mayPause(): boolean {
    return this.#policy === null || policyTerms(this.#policy).mayPause;
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
    if (before === undefined || identity === undefined || identityKey(before) !== identityKey(identity)) {
      this.#storedPolicy = null;
    }
    this.#change(() => this.#changeOver(before));
  }

  setPaused(isPaused: boolean): void {
    if (isPaused !== this.#isPaused && (!isPaused || this.#mayPause)) {
      this.#isPaused = isPaused;
      this.#change(() => this.#restart());
    }
  }

  agree(terms: PolicyTerms): void {
    const isBack = this.#agreement.hasLeft;
    this.#agreement.agree(terms);
    this.#keepConsent();
    if (isBack) {
      this.#change(() => this.#restart());
    }
  }

  decline(terms: PolicyTerms): void {
    this.#agreement.decline(terms);
    this.#keepConsent();
  }

  noteSeen(terms: PolicyTerms): void {
    this.#agreement.noteSeen(terms);
    this.#keepConsent();
  }

  rejoin(): void {
    const agreement = this.#agreement;
    this.#change(async () => {
      if (agreement.hasLeft) {
        agreement.comeBack();
        await agreement.write(this.#outbox);
        await this.#restart();
      }
    });
  }

  async leave(): Promise<void> {
    const identity = this.#identity;
    if (identity === undefined) {
      return;
    }
    this.#agreement.leave();
    this.#keepConsent();
    await this.#changeOrThrow(() => this.#forget(identity));
  }

  async eraseAndLeave(): Promise<Trouble | undefined> {
    const identity = this.#identity;
    let refusal: Trouble | undefined;
    if (identity !== undefined) {
      await this.#changeOrThrow(async () => {
        // Nothing may be on its way: the server would take it for somebody who has joined anew.
        await this.#stop();
        refusal = await this.#askToErase(identity);
        await (refusal === undefined ? undefined : this.#restart());
      });
    }
    await (refusal === undefined ? this.leave() : undefined);
    return refusal;
  }

  /** @returns why the server did not */
  async #askToErase(identity: ReportingIdentity): Promise<Trouble | undefined> {
    const session = new Session({ ...this.#parts, ...(await this.#desk()), identity });
    await session.restore();
    const outcome = await session.erase(new AbortController().signal);
    switch (outcome.kind) {
      case 'erased':
        return undefined;
      case 'unauthorised':
        return { kind: 'server_says', detail: outcome.detail };
      case 'failed':
        return outcome.trouble;
    }
  }

  async holdings(limit: number): Promise<Holdings> {
    const identity = this.#identity;
    if (identity === undefined) {
      return { waiting: [], sent: [] };
    }
    await this.#crew.own?.keepAll();
    return readHoldings(this.#outbox, this.#parts.history, identityKey(identity), limit);
  }

  callForHelp(data: JsonObject, closesItself: boolean): void {
    if (this.isRecording) {
      const { clock } = this.#parts;
      this.record('help.requested', data, { isUrgent: true });
      this.#followUp(this.#correspondence.callForHelp(data, closesItself, clock.wallMs()));
    }
  }

  withdrawHelp(): void {
    this.#endCall(false);
  }

  #endCall(isSolved: boolean): void {
    const { call } = this.#correspondence;
    if (call !== null && this.isRecording) {
      this.record('help.withdrawn', withdrawalData(call, isSolved), { isUrgent: true });
      this.#followUp(this.#correspondence.endCall());
    }
  }

  async takeUnshownMessages(): Promise<Mailbox> {
    const taken = this.#correspondence.takeUnshown();
    this.#followUp(taken);
    return taken;
  }

  noteMessagesRead(): void {
    this.#followUp(this.#correspondence.markRead());
  }

  #followUp(change: Promise<unknown>): void {
    void change.then(() => this.#board.refresh());
  }

  record(type: string, data: JsonObject, options: { readonly isUrgent?: boolean } = {}): void {
    const identity = this.#identity;
    if (!this.isRecording || identity === undefined) {
      return;
    }
    const { isUrgent = false } = options;
    const event = { type, time: new Date(this.#parts.clock.wallMs()).toISOString(), data };
    // Between a change of student and its end, the reporter is still the one before's.
    if (this.#crew.own?.session.identity === identity) {
      this.#crew.own.record(event, isUrgent);
    } else {
      this.#early.add({ identity, event, isUrgent });
    }
    const { call } = this.#correspondence;
    if (call !== null && isSolvedBy(call, type, data)) {
      this.#endCall(true);
    }
  }

  sendNow(): void {
    for (const reporter of this.#crew.all) {
      reporter.pump.hurry(true);
    }
  }

  /** The network or the machine is back. */
  comeBack(): void {
    for (const reporter of this.#crew.all) {
      reporter.pump.comeBack();
    }
  }

  flushOnHide(isLeaving = false): void {
    this.#crew.own?.flushOnHide(isLeaving);
  }

  deadLetters(): Promise<readonly DeadLetter[]> {
    return readDeadLetters(this.#outbox);
  }

  describe(): string {
    return writeBugReport(this.status, this.#journal);
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#change(() => this.#stop());
    await this.#changes.done;
    await Promise.all([this.#outbox.close(), this.#parts.history.close()]);
  }

  /** A word that cannot be stored is good for this page. */
  #keepConsent(): void {
    const agreement = this.#agreement;
    this.#changes.add(
      () => agreement.write(this.#outbox),
      error => this.#parts.logger.warnOnce('consent', 'The browser could not keep what the student agreed to.', error),
    );
  }

  /** As `#change`, for what a student has asked for and must hear of. */
  async #changeOrThrow(change: () => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    this.#change(() => change().catch((error: unknown) => void failures.push(error)));
    await this.#changes.done;
    if (failures.length > 0) {
      throw new Error('The browser did not delete everything.', { cause: failures[0] });
    }
  }

  #change(change: () => Promise<void>): void {
    const once = async () => {
      await change();
      this.#failures = 0;
    };
    this.#changes.add(once, error => {
      this.#parts.logger.warnOnce('change', 'Reporting could not be set up; trying again.', error);
      this.#failures += 1;
      void this.#retryLater();
    });
  }

  async #retryLater(): Promise<void> {
    await this.#parts.clock.sleep(RETRY_MS);
    if (this.#crew.own === undefined && !this.#isDisposed) {
      const storage = this.#outbox;
      this.#change(() => (this.#failures < FAILURES_TO_GIVE_UP ? this.#restart() : this.#moveToMemory(storage)));
    }
  }

  async #useWorkingStorage(): Promise<void> {
    try {
      await this.#outbox.sources();
    } catch (error) {
      this.#parts.logger.warnOnce('storage', 'The browser refuses its database; events are kept in memory.', error);
      this.#outbox = createMemoryOutbox();
    }
  }

  /** A storage that does not answer any more must not keep anybody waiting for it. */
  async #outlastStorage(storage: Outbox): Promise<void> {
    if (storage.silence !== undefined) {
      await storage.silence;
      this.#parts.logger.warnOnce('storage-silence', 'The browser’s database does not answer; events are kept in memory.');
      this.#change(() => this.#moveToMemory(storage));
    }
  }

  async #stop(): Promise<void> {
    const left = await this.#crew.stop();
    if (left !== undefined) {
      this.#early.putBack(left.identity, left.events);
    }
  }

  async #restart(): Promise<void> {
    await this.#stop();
    if (this.#isDisposed) {
      return;
    }
    await this.#takeUpStanding();
    if (this.#isPausing) {
      return;
    }
    if (this.#identity !== undefined) {
      await correctSources(this.#outbox, this.#identity);
    }
    const desk = await this.#desk();
    await this.#crew.drainOthers(this.#identity, desk);
    await this.#startOwn(desk);
  }

  async #desk(): Promise<Desk> {
    this.#deviceId ??= await this.#readDeviceId();
    return { outbox: this.#outbox, deviceId: this.#deviceId };
  }

  async #readDeviceId(): Promise<string> {
    const shared = await this.#parts.sharedDeviceId?.().catch(() => undefined);
    return shared ?? readDeviceId(this.#outbox, this.#parts.deviceKeepsake ?? noKeepsake, this.#parts.randomId);
  }

  /** What the class asked for and what the student said, when this page or another was here last. */
  async #takeUpStanding(): Promise<void> {
    if (this.#identity !== undefined) {
      await this.#agreement.read(this.#outbox);
      await this.#correspondence.read();
      this.#storedPolicy = (await readStoredPolicy(this.#outbox, identityKey(this.#identity))) ?? this.#storedPolicy;
    }
  }

  /** The student has left, in this tab or in another. What was recorded last goes with the rest. */
  async #forget(identity: ReportingIdentity): Promise<void> {
    await this.#stop();
    this.#early.take(identity);
    this.#storedPolicy = null;
    try {
      await forgetStudent(this.#outbox, this.#parts.history, identityKey(identity));
    } finally {
      await this.#restart();
    }
  }

  /** Settings that name nobody any more may be the first that this tab hears of a student who has left in another. */
  async #changeOver(before: ReportingIdentity | undefined): Promise<void> {
    const hasLeft = before !== undefined && (await this.#hasLeftElsewhere(before));
    await (hasLeft ? this.#forget(before) : this.#restart());
  }

  async #isStillThere(identity: ReportingIdentity): Promise<boolean> {
    if (await this.#hasLeftElsewhere(identity)) {
      this.#change(() => this.#forget(identity));
    }
    return !this.#agreements.of(identity).hasLeft;
  }

  /** Other tabs of the student may have agreed, or left. @returns whether it is news that he has left */
  async #hasLeftElsewhere(identity: ReportingIdentity): Promise<boolean> {
    const agreement = this.#agreements.of(identity);
    const couldLeave = !agreement.hasLeft;
    await agreement.read(this.#outbox).catch(() => undefined);
    return agreement.hasLeft && couldLeave;
  }

  async #startOwn(desk: Desk): Promise<void> {
    const identity = this.#identity;
    if (identity === undefined || this.#agreement.hasLeft) {
      return;
    }
    const reporter = await this.#crew.startOwn(identity, desk);
    const waited = this.#early.take(identity);
    if (this.#standing.level !== null) {
      for (const { event, isUrgent } of waited) {
        reporter.record(event, isUrgent);
      }
    }
  }

  /** What the broken storage took is delivered from there, as far as it can still be read; what it did not take goes on in memory, as a new source. */
  async #moveToMemory(storage: Outbox): Promise<void> {
    if (this.#outbox !== storage) {
      return;
    }
    await this.#stop();
    this.#outbox = createMemoryOutbox();
    const desk = await this.#desk();
    await this.#agreement.read(this.#outbox);
    await this.#agreement.write(this.#outbox);
    await this.#correspondence.write();
    if (this.#isPausing || this.#isDisposed) {
      return;
    }
    if (this.#identity !== undefined) {
      await this.#crew.drainBroken(this.#identity, { ...desk, outbox: storage });
    }
    await this.#startOwn(desk);
  }

  async #readStatus(): Promise<ReportingStatus> {
    const waiting = await this.#crew.countWaiting();
    const letters = await readDeadLetters(this.#outbox).catch(() => []);
    return this.#statusWith(letters.length, waiting + this.#early.count);
  }

  #statusWith(deadLetters: number, waiting: number): ReportingStatus {
    const { clock } = this.#parts;
    const { pump, session } = this.#crew.own ?? {};
    const { question, isDeclined, level } = this.#standing;
    const facts = {
      isPaused: this.#isPausing,
      hasIdentity: this.#identity !== undefined && !this.#agreement.hasLeft,
      isEnrolled: session?.enrolment !== undefined,
      isRefused: pump?.isRefused ?? false,
      trouble: pump?.trouble ?? null,
    };
    return {
      phase: phaseOf(facts),
      waiting,
      lastDeliveredAtMs: pump?.lastDeliveredAtMs ?? null,
      nextAttemptAtMs: pump === undefined ? null : clock.wallMs() + Math.max(0, pump.departureMs - clock.monotonicMs()),
      trouble: facts.trouble,
      breaker: pump?.state.breaker.kind ?? 'closed',
      storage: this.#outbox.storage,
      deadLetters,
      policy: this.#policy,
      consent: { question, isDeclined },
      captureLevel: facts.hasIdentity && !this.#agreement.isRead ? 'activity' : level,
      help: facts.hasIdentity ? this.#correspondence.call : null,
      messages: facts.hasIdentity ? this.#correspondence.messages : [],
    };
  }
}
