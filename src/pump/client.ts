import { createMemoryOutbox } from '../outbox/memory';
import type { Outbox } from '../outbox/outbox';
import type { JsonObject } from '../protocol';
import { identityKey, isSameIdentity, studentOf } from './identity';
import { readDeadLetters, type DeadLetter } from './dead-letters';
import { Journal } from './journal';
import { Reporter, type ReporterParts } from './reporter';
import type { ReportingClient, ReportingIdentity, ReportingStatus } from './reporting-client';
import { readDeviceId, readStoredIdentity, wasRefused } from './session';
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
    return this.#identity !== undefined && !this.#isPaused && !this.#isDisposed;
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
    this.#change(() => this.#restart());
  }

  setPaused(isPaused: boolean): void {
    if (isPaused !== this.#isPaused) {
      this.#isPaused = isPaused;
      this.#change(() => this.#restart());
    }
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
    const { policy, phase, waiting, lastDeliveredAtMs, nextAttemptAtMs, breaker, storage, deadLetters } = this.#status;
    const facts = { phase, waiting, lastDeliveredAtMs, nextAttemptAtMs, breaker, storage, deadLetters };
    const lines = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
    const pace = policy === null ? 'none' : `${policy.level}, every ${String(policy.cadenceMs)} ms`;
    return ['jupyterlab-cell-monitor', ...lines, `policy: ${pace}`, '', ...this.#journal.lines].join('\n');
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#change(() => this.#stop());
    await this.#changes;
    await this.#outbox.close();
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
    if (this.#isPaused || this.#isDisposed) {
      return;
    }
    this.#deviceId ??= await readDeviceId(this.#outbox, this.#parts.randomId);
    await this.#correctSources();
    await this.#startDrainers(this.#deviceId);
    await this.#startOwn(this.#deviceId);
  }

  async #startOwn(deviceId: string): Promise<void> {
    const identity = this.#identity;
    if (identity === undefined) {
      return;
    }
    const reporter = await this.#start(identity, deviceId, false);
    this.#reporter = reporter;
    const isOwn = (early: EarlyEvent) => identityKey(early.identity) === identityKey(identity);
    const waited = this.#early.filter(isOwn);
    this.#early = this.#early.filter(early => !isOwn(early));
    for (const { event, isUrgent } of waited) {
      reporter.record(event, isUrgent);
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
    if (this.#isPaused || this.#isDisposed) {
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
    const facts = {
      isPaused: this.#isPaused,
      hasIdentity: this.#identity !== undefined,
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
      policy: session?.enrolment?.policy ?? null,
    };
  }
}
