import type { FastifyBaseLogger } from 'fastify';
import { LogUnavailableError } from '../../databases/log-unavailable';
import type { BatchEntry, EventLog } from '../../log/event-log';
import { type Cancel, type Clock, every } from '../../platform/clock';
import { type AcknowledgedMark, AcknowledgedMarks } from './acknowledged-marks';

/** Something that was acknowledged is lost, or will be. */
export interface Breach {
  /** What happened and what to do, in words without secrets. */
  readonly reason: string;
  /** Whether the server should take nothing meanwhile. */
  readonly isBlocking: boolean;
}

export interface DurabilityDeps {
  readonly log: Pick<EventLog, 'highWaterMark'>;
  /** @throws LogUnavailableError */
  readonly classIds: () => Promise<readonly string[]>;
  /** What the store says of its files. @throws LogUnavailableError */
  readonly storeProblem: () => Promise<string | undefined>;
  readonly clock: Clock;
  readonly logger: Pick<FastifyBaseLogger, 'error' | 'info'>;
  /** Told when a breach began or ended. */
  readonly onChange?: () => void;
}

const PERIOD_MS = 1000;
/** A failover may lose the last seconds, which students' machines send again by themselves. What is lost that was older, a failover did not take. */
const TAIL_MS = 60_000;
/** For so long students' machines keep what was acknowledged, and can heal the log. */
const HEALING_MS = 10 * 60_000;

/**
 * Holds the store to its promise: that what was acknowledged is kept. It is asked once a second: whether its files are those that were opened,
 * whether it still writes to its disk, whether the classes that were here are, and whether marks that were acknowledged stand.
 */
export class DurabilityWatch {
  readonly #deps: DurabilityDeps;
  readonly #acknowledged = new AcknowledgedMarks();
  readonly #classes = new Set<string>();
  /** Marks that went back, and when that was noticed. */
  readonly #wentBack = new Map<AcknowledgedMark, number>();
  #breaches: readonly Breach[] = [];
  #look: Promise<void> | undefined;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #stop: Cancel | undefined;

  constructor(deps: DurabilityDeps) {
    this.#deps = deps;
  }

  /** Looks by itself from now on. */
  start(): void {
    this.#stop ??= every(this.#deps.clock, PERIOD_MS, () => void this.check());
  }

  close(): void {
    this.#stop?.();
  }

  /** As of the last look. */
  get last(): readonly Breach[] {
    return this.#breaches;
  }

  /** Notes what is about to be acknowledged. */
  note(classId: string, { studentId, sid }: BatchEntry, hwm: number): void {
    this.#acknowledged.note({ classId, studentId, sid, hwm, atMs: this.#deps.clock.monotonicMs() });
  }

  /** What stands now, at most a second old. */
  async check(): Promise<readonly Breach[]> {
    const nowMs = this.#deps.clock.monotonicMs();
    if (this.#look === undefined || nowMs - this.#lookedAtMs >= PERIOD_MS) {
      this.#lookedAtMs = nowMs;
      const before = this.#look ?? Promise.resolve();
      this.#look = before.then(() => this.#take());
    }
    await this.#look;
    return this.#breaches;
  }

  /** A store that does not answer has said nothing: that it does not is told elsewhere. */
  async #take(): Promise<void> {
    try {
      this.#set(await this.#find());
    } catch (error) {
      if (!(error instanceof LogUnavailableError)) {
        this.#deps.logger.error({ err: error }, 'the store could not be looked at');
      }
    }
  }

  async #find(): Promise<readonly Breach[]> {
    const { storeProblem, classIds } = this.#deps;
    const problem = await storeProblem();
    const present = new Set(await classIds());
    present.forEach(id => this.#classes.add(id));
    const gone = [...this.#classes].filter(id => !present.has(id)).length;
    return [
      ...(problem === undefined ? [] : [{ reason: problem, isBlocking: true }]),
      ...(gone === 0 ? [] : [{ reason: describeGone(gone), isBlocking: true }]),
      ...(await this.#findLowerMarks()),
    ];
  }

  async #findLowerMarks(): Promise<readonly Breach[]> {
    const { log, clock } = this.#deps;
    const found = await Promise.all(
      this.#acknowledged.all.map(async mark => ({ mark, hwm: await log.highWaterMark(mark.classId, mark.studentId, mark.sid) })),
    );
    const nowMs = clock.monotonicMs();
    for (const { mark, hwm } of found) {
      const sinceMs = this.#wentBack.get(mark) ?? nowMs;
      if (hwm >= mark.hwm || nowMs - sinceMs > HEALING_MS) {
        this.#wentBack.delete(mark);
      } else {
        this.#wentBack.set(mark, sinceMs);
        continue;
      }
      if (hwm < mark.hwm) {
        this.#acknowledged.forget(mark);
      }
    }
    this.#forgetReplaced();
    return this.#wentBack.size === 0 ? [] : [describeLower(this.#wentBack, nowMs)];
  }

  /** A source that has reported again has been told where it stands. */
  #forgetReplaced(): void {
    const watched = new Set(this.#acknowledged.all);
    for (const mark of this.#wentBack.keys()) {
      if (!watched.has(mark)) {
        this.#wentBack.delete(mark);
      }
    }
  }

  #set(breaches: readonly Breach[]): void {
    const [before, after] = [this.#breaches, breaches].map(all => new Set(all.map(({ reason }) => reason)));
    this.#breaches = breaches;
    const begun = [...(after ?? [])].filter(reason => before?.has(reason) !== true);
    begun.forEach(reason => this.#deps.logger.error({ reason }, 'the store does not keep what it has taken'));
    if (breaches.length === 0 && before !== undefined && before.size > 0) {
      this.#deps.logger.info('the store keeps what it has taken again');
    }
    if (begun.length > 0 || before?.size !== after?.size) {
      this.#deps.onChange?.();
    }
  }
}

function describeGone(count: number): string {
  const who = count === 1 ? 'a class that was here is' : `${String(count)} classes that were here are`;
  return `${who} gone from the store, and reports to it are refused: restore a backup, or restart the server to begin anew`;
}

/** Old marks block only for a moment: what students' machines send again heals the log, and must get in. */
function describeLower(wentBack: ReadonlyMap<AcknowledgedMark, number>, nowMs: number): Breach {
  const isOld = [...wentBack].some(([{ atMs }, sinceMs]) => sinceMs - atMs > TAIL_MS && nowMs - sinceMs < TAIL_MS);
  return {
    reason:
      'the log has lost events that it had acknowledged; students send again what their machines still hold. ' +
      'Look at Data & export for what stays missing, and at the store for what happened',
    isBlocking: isOld,
  };
}
