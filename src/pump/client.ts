import { createMemoryOutbox } from '../outbox/memory';
import type { Outbox } from '../outbox/outbox';
import { policyTerms, type JsonObject, type Policy, type PolicyTerms } from '../protocol';
import { Agreement } from './agreement';
import { identityKey, isSameIdentity, studentOf } from './identity';
import { readDeadLetters, type DeadLetter } from './dead-letters';
import { forgetStudent } from './forget-student';
import { readHoldings, type Holdings } from './holdings';
import { Journal } from './journal';
import { Reporter, type ReporterParts } from './reporter';
import type { ReportingClient, ReportingIdentity, ReportingStatus } from './reporting-client';
import { readDeviceId, readStoredIdentity, readStoredPolicy, Session, wasRefused } from './session';
import type { RecordedEvent } from './source-writer';
import { initialStatus, phaseOf } from './status';

export type ClientParts = ReporterParts;

/** Makes a client on the given parts. When the outbox cannot be used at all, events are kept in memory, and the status says so. */
export function createReportingClient(parts: ClientParts): ReportingClient {
  return new Client(parts);
}

/** An event that waits for its reporter. It stays its student's, whoever comes after him. */
interface EarlyEvent {
  readonly identity: ReportingIdentity;
  readonly event: RecordedEvent;
  readonly isUrgent: boolean;
}

/** The time to the next try after a set-up failed, in milliseconds; the third failure in a row moves to memory. */
const RETRY_MS = 10_000;
const FAILURES_TO_GIVE_UP = 3;

/** Changes of identity and of storage happen one after the other; recording goes on meanwhile. */
class Client implements ReportingClient {
  readonly #parts: ClientParts;
  readonly #journal: Journal;
  readonly #listeners = new Set<(status: ReportingStatus) => void>();
  #outbox: Outbox;
  /** Kept beside the outbox: a page that loses its storage must not look like another device. */
  #deviceId: string | undefined;
  #identity: ReportingIdentity | undefined;
  /** By student and class: what was said on this page holds, also when another student was here meanwhile. */
  readonly #agreements = new Map<string, Agreement>();
  /** The class's policy as an earlier page knew it, or this one before it paused. */
  #storedPolicy: Policy | null = null;
  /** What the student wishes; see `#isPausing`. */
  #isPaused = false;
  #isDisposed = false;
  #reporter: Reporter | undefined;
  #drainers: Reporter[] = [];
  /** Recorded while there is no reporter yet, or none any more. */
  #early: EarlyEvent[] = [];
  /** Set-ups in a row that failed. */
  #failures = 0;
  #status: ReportingStatus;
  #changes: Promise<void>;
  #isStale = false;
  #isRefreshing = false;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#journal = new Journal(parts.clock);
    this.#outbox = parts.outbox;
    this.#status = initialStatus(parts.outbox.storage);
    this.#changes = this.#useWorkingStorage();
  }

  get status(): ReportingStatus {
    return this.#status;
  }

  get isRecording(): boolean {
    const isHeldBack = this.#isPausing || this.#isDisposed;
    // What happens before it is known what the student has said waits in memory, and goes no further if he has not agreed.
    return this.#identity !== undefined && !isHeldBack && (!this.#agreement.isRead || this.#standing.level !== null);
  }

  get #agreement(): Agreement {
    const key = this.#identity === undefined ? '' : identityKey(this.#identity);
    const agreement = this.#agreements.get(key) ?? new Agreement(key);
    this.#agreements.set(key, agreement);
    return agreement;
  }

  get #policy(): Policy | null {
    const session = this.#reporter?.session;
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
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
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
    this.#change(() => this.#restart());
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

  async eraseAndLeave(): Promise<string | undefined> {
    const identity = this.#identity;
    let refusal: string | undefined;
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

  /** @returns why the server did not, in words */
  async #askToErase(identity: ReportingIdentity): Promise<string | undefined> {
    this.#deviceId ??= await readDeviceId(this.#outbox, this.#parts.randomId);
    const session = new Session({ ...this.#parts, outbox: this.#outbox, identity, deviceId: this.#deviceId });
    await session.restore();
    const outcome = await session.erase(new AbortController().signal);
    return outcome.kind === 'erased' ? undefined : outcome.detail;
  }

  async holdings(limit: number): Promise<Holdings> {
    const identity = this.#identity;
    if (identity === undefined) {
      return { waiting: [], sent: [] };
    }
    await this.#reporter?.keepAll();
    return readHoldings(this.#outbox, this.#parts.history, identityKey(identity), limit);
  }

  record(type: string, data: JsonObject, options: { readonly isUrgent?: boolean } = {}): void {
    const identity = this.#identity;
    if (!this.isRecording || identity === undefined) {
      return;
    }
    const { isUrgent = false } = options;
    const event = { type, time: new Date(this.#parts.clock.wallMs()).toISOString(), data };
    // Between a change of student and its end, the reporter is still the one before's.
    if (this.#reporter?.session.identity === identity) {
      this.#reporter.record(event, isUrgent);
    } else {
      this.#early.push({ identity, event, isUrgent });
    }
  }

  sendNow(): void {
    for (const reporter of this.#reporters()) {
      reporter.pump.hurry(true);
    }
  }

  /** The network or the machine is back. */
  comeBack(): void {
    for (const reporter of this.#reporters()) {
      reporter.pump.comeBack();
    }
  }

  flushOnHide(): void {
    this.#reporter?.flushOnHide();
  }

  deadLetters(): Promise<readonly DeadLetter[]> {
    return readDeadLetters(this.#outbox);
  }

  describe(): string {
    // Not the reason: it may quote what the student typed.
    const { policy, consent, phase, waiting, lastDeliveredAtMs, nextAttemptAtMs, breaker, storage, deadLetters, captureLevel } =
      this.#status;
    const { question } = consent;
    const facts = { phase, waiting, lastDeliveredAtMs, nextAttemptAtMs, breaker, storage, deadLetters, captureLevel, question };
    const lines = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
    const pace = policy === null ? 'none' : `${policy.level}, every ${String(policy.cadenceMs)} ms`;
    return ['jupyterlab-cell-monitor', ...lines, `policy: ${pace}`, '', ...this.#journal.lines].join('\n');
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#change(() => this.#stop());
    await this.#changes;
    await Promise.all([this.#outbox.close(), this.#parts.history.close()]);
  }

  /** A word that cannot be stored is good for this page. */
  #keepConsent(): void {
    const agreement = this.#agreement;
    this.#changes = this.#changes
      .then(() => agreement.write(this.#outbox))
      .catch((error: unknown) => {
        this.#parts.logger.warnOnce('consent', 'The browser could not keep what the student agreed to.', error);
      });
    void this.#changes.then(() => this.#refresh());
  }

  /** As `#change`, for what a student has asked for and must hear of. */
  async #changeOrThrow(change: () => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    this.#change(() => change().catch((error: unknown) => void failures.push(error)));
    await this.#changes;
    if (failures.length > 0) {
      throw new Error('The browser did not delete everything.', { cause: failures[0] });
    }
  }

  #change(change: () => Promise<void>): void {
    this.#changes = this.#changes.then(change).then(
      () => {
        this.#failures = 0;
      },
      (error: unknown) => {
        this.#parts.logger.warnOnce('change', 'Reporting could not be set up; trying again.', error);
        this.#failures += 1;
        void this.#parts.clock.sleep(RETRY_MS).then(() => this.#retry());
      },
    );
    void this.#changes.then(() => this.#refresh());
  }

  #retry(): void {
    if (this.#reporter === undefined && !this.#isDisposed) {
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

  async #stop(): Promise<void> {
    const own = this.#reporter;
    const stopping = this.#reporters();
    this.#reporter = undefined;
    this.#drainers = [];
    await Promise.all(stopping.map(reporter => reporter.stop()));
    if (own !== undefined) {
      const { identity } = own.session;
      this.#early.unshift(...own.unwritten.map(event => ({ identity, event, isUrgent: false })));
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
    this.#deviceId ??= await readDeviceId(this.#outbox, this.#parts.randomId);
    await this.#correctSources();
    await this.#startDrainers(this.#deviceId);
    await this.#startOwn(this.#deviceId);
  }

  /** What the class asked for and what the student said, when this page or another was here last. */
  async #takeUpStanding(): Promise<void> {
    if (this.#identity !== undefined) {
      await this.#agreement.read(this.#outbox);
      this.#storedPolicy = (await readStoredPolicy(this.#outbox, identityKey(this.#identity))) ?? this.#storedPolicy;
    }
  }

  /** The student has left, in this tab or in another. What was recorded last goes with the rest. */
  async #forget(identity: ReportingIdentity): Promise<void> {
    const key = identityKey(identity);
    await this.#stop();
    this.#early = this.#early.filter(early => identityKey(early.identity) !== key);
    this.#storedPolicy = null;
    try {
      await forgetStudent(this.#outbox, this.#parts.history, key);
    } finally {
      await this.#restart();
    }
  }

  /** Other tabs of the student may have agreed, or left. */
  async #isStillThere(identity: ReportingIdentity): Promise<boolean> {
    const agreement = this.#agreement;
    const couldLeave = !agreement.hasLeft;
    await agreement.readAgain(this.#outbox).catch(() => undefined);
    if (agreement.hasLeft && couldLeave) {
      this.#change(() => this.#forget(identity));
    }
    return !agreement.hasLeft;
  }

  async #startOwn(deviceId: string): Promise<void> {
    const identity = this.#identity;
    if (identity === undefined || this.#agreement.hasLeft) {
      return;
    }
    const reporter = await this.#start(identity, deviceId, false);
    this.#reporter = reporter;
    const isOwn = (early: EarlyEvent) => identityKey(early.identity) === identityKey(identity);
    const waited = this.#early.filter(isOwn);
    this.#early = this.#early.filter(early => !isOwn(early));
    if (this.#standing.level !== null) {
      for (const { event, isUrgent } of waited) {
        reporter.record(event, isUrgent);
      }
    }
  }

  /** What this student recorded under a code that let him in nowhere was meant for the class that he joins now. */
  async #correctSources(): Promise<void> {
    if (this.#identity === undefined) {
      return;
    }
    const own = identityKey(this.#identity);
    for (const source of await this.#outbox.sources()) {
      const isOwnMistake = source.identityKey !== own && studentOf(source.identityKey) === this.#identity.studentId;
      if (isOwnMistake && (await wasRefused(this.#outbox, source.identityKey))) {
        await this.#outbox.append({ ...source, identityKey: own }, []);
      }
    }
  }

  /** Delivers what was recorded under other names on this machine: it is still owed to their server. */
  async #startDrainers(deviceId: string): Promise<void> {
    const own = this.#identity === undefined ? undefined : identityKey(this.#identity);
    const keys = new Set((await this.#outbox.sources()).map(source => source.identityKey));
    for (const key of keys) {
      const identity = key === own ? undefined : await readStoredIdentity(this.#outbox, key);
      if (identity !== undefined) {
        this.#drainers.push(await this.#start(identity, deviceId, true));
      }
    }
  }

  #start(identity: ReportingIdentity, deviceId: string, isDraining: boolean, outbox = this.#outbox): Promise<Reporter> {
    return Reporter.start({
      ...this.#parts,
      outbox,
      identity,
      deviceId,
      isDraining,
      journal: this.#journal,
      isStillThere: () => (isDraining ? Promise.resolve(true) : this.#isStillThere(identity)),
      onChange: () => void this.#refresh(),
      onBroken: () => this.#change(() => this.#moveToMemory(outbox)),
    });
  }

  /** What the broken storage took is delivered from there, as far as it can still be read; what it did not take goes on in memory, as a new source. */
  async #moveToMemory(storage: Outbox): Promise<void> {
    if (this.#outbox !== storage) {
      return;
    }
    await this.#stop();
    this.#outbox = createMemoryOutbox();
    this.#deviceId ??= await readDeviceId(this.#outbox, this.#parts.randomId);
    await this.#agreement.read(this.#outbox);
    await this.#agreement.write(this.#outbox);
    if (this.#isPausing || this.#isDisposed) {
      return;
    }
    if (this.#identity !== undefined) {
      const rest = this.#start(this.#identity, this.#deviceId, true, storage);
      this.#drainers = await rest.then(
        drainer => [drainer],
        () => [],
      );
    }
    await this.#startOwn(this.#deviceId);
  }

  #reporters(): Reporter[] {
    return [this.#reporter, ...this.#drainers].filter(reporter => reporter !== undefined);
  }

  /** Works out the status again and tells the listeners; changes that come meanwhile share the next time. */
  async #refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#isRefreshing) {
      return;
    }
    this.#isRefreshing = true;
    while (this.#isStale) {
      this.#isStale = false;
      const counts = await Promise.all(this.#reporters().map(reporter => reporter.countWaiting().catch(() => 0)));
      const letters = await readDeadLetters(this.#outbox).catch(() => []);
      this.#status = this.#statusWith(
        letters.length,
        counts.reduce((sum, count) => sum + count, this.#early.length),
      );
      this.#tell();
    }
    this.#isRefreshing = false;
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      try {
        listener(this.#status);
      } catch (error) {
        this.#parts.logger.warnOnce('listener', 'The status could not be shown.', error);
      }
    }
  }

  #statusWith(deadLetters: number, waiting: number): ReportingStatus {
    const { clock } = this.#parts;
    const { pump, session } = this.#reporter ?? {};
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
      reason: facts.trouble,
      breaker: pump?.state.breaker.kind ?? 'closed',
      storage: this.#outbox.storage,
      deadLetters,
      policy: this.#policy,
      consent: { question, isDeclined },
      captureLevel: facts.hasIdentity && !this.#agreement.isRead ? 'activity' : level,
    };
  }
}
