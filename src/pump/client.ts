import { createMemoryOutbox } from '../outbox/memory';
import type { Outbox } from '../outbox/outbox';
import type { JsonObject } from '../protocol';
import { identityKey, isSameIdentity, studentOf } from './identity';
import { readDeadLetters, type DeadLetter } from './dead-letters';
import { Journal } from './journal';
import { Reporter, type ReporterParts } from './reporter';
import type { ReportingClient, ReportingIdentity, ReportingStatus } from './reporting-client';
import { readDeviceId, readStoredIdentity } from './session';
import type { RecordedEvent } from './source-writer';
import { initialStatus, phaseOf } from './status';

export type ClientParts = ReporterParts;

/** Makes a client on the given parts. When the outbox cannot be used at all, events are kept in memory, and the status says so. */
export function createReportingClient(parts: ClientParts): ReportingClient {
  return new Client(parts);
}

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
  #early: RecordedEvent[] = [];
  #status: ReportingStatus;
  #changes: Promise<void>;
  #isStale = false;
  #isRefreshing = false;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#journal = new Journal(parts.clock);
    this.#outbox = parts.outbox;
    this.#status = initialStatus(parts.outbox.storage, null);
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
    if (!this.isRecording) {
      return;
    }
    const event = { type, time: new Date(this.#parts.clock.wallMs()).toISOString(), data };
    // Between a change of student and its end, the reporter is still the one before's.
    if (this.#reporter?.session.identity !== this.#identity) {
      this.#early.push(event);
    } else {
      this.#reporter?.record(event, options.isUrgent ?? false);
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
    this.#changes = this.#changes.then(change).catch((error: unknown) => {
      this.#parts.logger.warnOnce('change', 'Reporting could not be set up.', error);
    });
    void this.#changes.then(() => this.#refresh());
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
    const stopping = this.#reporters();
    this.#reporter = undefined;
    this.#drainers = [];
    await Promise.all(stopping.map(reporter => reporter.stop()));
  }

  async #restart(): Promise<void> {
    await this.#stop();
    if (this.#isPaused || this.#isDisposed) {
      return;
    }
    this.#deviceId ??= await readDeviceId(this.#outbox, this.#parts.randomId);
    await this.#correctSources();
    this.#drainers = await this.#startDrainers(this.#deviceId);
    await this.#startOwn(this.#deviceId);
  }

  async #startOwn(deviceId: string): Promise<void> {
    if (this.#identity === undefined) {
      return;
    }
    this.#reporter = await this.#start(this.#identity, deviceId, false);
    for (const event of this.#early.splice(0)) {
      this.#reporter.record(event, false);
    }
  }

  /** What this student recorded under an address or a code that never let him in was meant for the class that he joins now. */
  async #correctSources(): Promise<void> {
    if (this.#identity === undefined) {
      return;
    }
    const own = identityKey(this.#identity);
    for (const source of await this.#outbox.sources()) {
      const isOwnMistake = source.identityKey !== own && studentOf(source.identityKey) === this.#identity.studentId;
      if (isOwnMistake && (await readStoredIdentity(this.#outbox, source.identityKey)) === undefined) {
        await this.#outbox.append({ ...source, identityKey: own }, []);
      }
    }
  }

  /** Delivers what was recorded under other names on this machine: it is still owed to their server. */
  async #startDrainers(deviceId: string): Promise<Reporter[]> {
    const own = this.#identity === undefined ? undefined : identityKey(this.#identity);
    const keys = new Set((await this.#outbox.sources()).map(source => source.identityKey));
    const drainers: Reporter[] = [];
    for (const key of keys) {
      const identity = key === own ? undefined : await readStoredIdentity(this.#outbox, key);
      if (identity !== undefined) {
        drainers.push(await this.#start(identity, deviceId, true));
      }
    }
    return drainers;
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
      onBroken: () => this.#change(() => this.#moveToMemory()),
    });
  }

  /** What the broken storage took is delivered from there, as far as it can still be read; what it did not take goes on in memory, as a new source. */
  async #moveToMemory(): Promise<void> {
    const broken = this.#reporter;
    await this.#stop();
    this.#early.unshift(...(broken?.unwritten ?? []));
    const storage = this.#outbox;
    this.#outbox = createMemoryOutbox();
    this.#deviceId ??= await readDeviceId(this.#outbox, this.#parts.randomId);
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
