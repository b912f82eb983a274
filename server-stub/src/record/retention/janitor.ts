import type { FastifyBaseLogger } from 'fastify';
import { LOG_START } from '../../log/event-log';
import type { RecordStore } from './record-store';
import type { Cancel, Clock } from '../../platform/clock';
import { settledMs } from '../../platform/watched-clock';
import { jitter, type Random, randomId } from '../../platform/random';
import type { ClassRecord } from '../../class/registry/registry';
import { describeClass } from '../../class/registry/archived-class';
import type { Archive } from '../../log/archive/archive';
import { expireArchive } from '../../log/archive/expired-archive';
import { finishErasures } from './purge';
import { ageHorizonMs, hasLimits, isTooLarge, recordHorizonMs, type RetentionLimits, settledHorizonMs } from '../../log/retention-limits';
import { reconcileWithArchives } from './reconcile-archives';
import { trimNext } from './trim-next';

export interface JanitorDeps {
  /** The store itself, not a view of it that reads archives. */
  readonly store: RecordStore;
  readonly archive: Archive;
  readonly limits: RetentionLimits;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Pick<FastifyBaseLogger, 'info' | 'error'>;
  /** Told after each run of its own accord how many files it moved, and whether all went well. */
  readonly onRun?: (movedFiles: number, didSucceed: boolean) => void;
}

export interface JanitorReport {
  movedFiles: number;
  /** At most one of each class that something failed in. */
  readonly failures: unknown[];
}

const PERIOD_MS = 5 * 60_000;
/** Several servers do not look at the same moment. */
const PERIOD_SPREAD = 0.2;
/** Renewed before every step; a step takes far less, and a janitor that dies is soon followed by another. */
const LEASE_MS = 60_000;
const LEFTOVERS_KEPT_MS = 3_600_000;

/**
 * Looks every few minutes: finishes erasures that were interrupted, takes away what classes no longer keep, and keeps the live log within
 * its limits by moving what is too old or too much into the archive.
 */
export class Janitor {
  readonly #holder: string;
  #cancel: Cancel | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;
  /** Up to when each class was taken care of. */
  readonly #expired = new Map<string, number>();

  constructor(private readonly deps: JanitorDeps) {
    this.#holder = randomId(deps.random);
  }

  /** Looks at once, then every few minutes until it is stopped. */
  start(): void {
    this.#running = this.#runAndReport().then(() => this.#plan());
  }

  /** Resolves when the step under way is done. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#running;
  }

  /** Moves all that is due, one file at a time, as long as no other server does. What fails in one class does not stop the others. */
  async run(): Promise<JanitorReport> {
    const report: JanitorReport = { movedFiles: 0, failures: [] };
    if (await this.#mayGoOn()) {
      const { store, archive, limits, clock } = this.deps;
      await finishErasures(store, archive, clock.wallMs(), error => report.failures.push(error));
      const classes = await store.registry.listClasses();
      if (hasLimits(limits) || classes.some(({ policy }) => policy.retentionDays !== undefined)) {
        await this.#keepLimits(classes, report);
      }
    }
    return report;
  }

  async #keepLimits(classes: readonly ClassRecord[], report: JanitorReport): Promise<void> {
    const { store, archive, limits, clock } = this.deps;
    await reconcileWithArchives(store, archive, error => report.failures.push(error));
    const classIds = await this.#noteClasses();
    for (const record of classes) {
      await this.#expire(record, report);
    }
    if (limits.keepDays > 0) {
      await this.#moveOld(classIds, ageHorizonMs(settledMs(clock), limits.keepDays), report);
    }
    await this.#shrink(classIds, report);
  }

  /** Takes away what a class no longer keeps, once for each day: into the archive, and out of it. */
  async #expire({ id, policy }: ClassRecord, report: JanitorReport): Promise<void> {
    const horizonMs = recordHorizonMs(settledMs(this.deps.clock), policy.retentionDays);
    if (horizonMs <= (this.#expired.get(id) ?? 0)) {
      return;
    }
    const failuresBefore = report.failures.length;
    await this.#moveOld([id], horizonMs, report);
    try {
      const { store, archive } = this.deps;
      await expireArchive(archive, id, await store.retention.trimmedThrough(id), horizonMs);
      await store.erasure.scrub();
    } catch (error) {
      report.failures.push(error);
    }
    if (report.failures.length === failuresBefore) {
      this.#expired.set(id, horizonMs);
    }
  }

  async #noteClasses(): Promise<readonly string[]> {
    const { store, archive, clock } = this.deps;
    const classes = await store.registry.listClasses();
    for (const record of classes) {
      await describeClass(archive, record, await store.registry.getRoster(record.id));
      await archive.clearLeftovers(record.id, settledMs(clock) - LEFTOVERS_KEPT_MS);
    }
    return classes.map(({ id }) => id);
  }

  async #moveOld(classIds: readonly string[], horizonMs: number, report: JanitorReport): Promise<void> {
    for (const classId of classIds) {
      while ((await this.#mayGoOn()) && (await this.#moveNext(classId, horizonMs, report))) {
        // One file at a time: the lease is renewed, and a server that stops need not wait for long.
      }
    }
  }

  /** Moves the oldest entries of all classes until what is left is small enough, or too young to leave. */
  async #shrink(classIds: readonly string[], report: JanitorReport): Promise<void> {
    const { store, limits, clock } = this.deps;
    const left = new Set(classIds);
    while (isTooLarge(await store.retention.sizeBytes(classIds), limits.keepMb) && (await this.#mayGoOn())) {
      const classId = await this.#withOldestEntry(left);
      if (classId === undefined) {
        return;
      }
      if (!(await this.#moveNext(classId, settledHorizonMs(settledMs(clock)), report))) {
        left.delete(classId);
      }
    }
  }

  async #moveNext(classId: string, horizonMs: number, report: JanitorReport): Promise<boolean> {
    try {
      const isMoved = await trimNext(this.deps.store, this.deps.archive, classId, horizonMs);
      report.movedFiles += Number(isMoved);
      return isMoved;
    } catch (error) {
      report.failures.push(error);
      return false;
    }
  }

  async #withOldestEntry(classIds: Iterable<string>): Promise<string | undefined> {
    const { log } = this.deps.store;
    let oldest: { readonly classId: string; readonly receivedAtMs: number } | undefined;
    for (const classId of classIds) {
      const [first] = await log.read(classId, LOG_START, 1);
      if (first !== undefined && first.entry.receivedAtMs < (oldest?.receivedAtMs ?? Number.POSITIVE_INFINITY)) {
        oldest = { classId, receivedAtMs: first.entry.receivedAtMs };
      }
    }
    return oldest?.classId;
  }

  async #mayGoOn(): Promise<boolean> {
    return !this.#isStopped && (await this.deps.store.retention.takeLease(this.#holder, LEASE_MS));
  }

  async #runAndReport(): Promise<void> {
    const { logger, onRun } = this.deps;
    try {
      const { movedFiles, failures } = await this.run();
      if (movedFiles > 0) {
        logger.info({ movedFiles }, 'old entries were moved into the archive');
      }
      failures.forEach(error => this.#complain(error));
      onRun?.(movedFiles, failures.length === 0);
    } catch (error) {
      this.#complain(error);
      onRun?.(0, false);
    }
  }

  #complain(error: unknown): void {
    this.deps.logger.error({ reason: (error as Error).message }, 'old entries could not be moved into the archive; the log keeps them');
  }

  #plan(): void {
    if (!this.#isStopped) {
      const { clock, random } = this.deps;
      this.#cancel = clock.setTimeout(() => this.start(), jitter(random, PERIOD_MS, PERIOD_SPREAD));
    }
  }
}
