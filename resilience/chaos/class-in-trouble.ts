import { setTimeout as delay } from 'node:timers/promises';
import { createHttpTransport } from '../../src/transport/http';
import type { InstructorApi } from '../../harness/api/instructor-api';
import { type Dashboard, openDashboards } from '../../harness/dashboard/dashboard';
import { StudentsAtWork } from '../load/students-at-work';
import { TransportRecord, watchTransport } from '../load/watched-transport';

export interface ClassOptions {
  readonly students: number;
  readonly eventsPerSecond: number;
  readonly dashboards: number;
  readonly seed: number;
}

/** How it ended, when all trouble was over. */
export interface Settlement {
  /** Until everybody had reported what was left. */
  readonly reportedAfterMs: number;
  readonly undelivered: number;
  /** What dashboards show that do not show every event. */
  readonly wrongTotals: readonly number[];
}

const WARM_UP_MS = 5000;
/** Several of the clients' attempts, and breakers that have to close again. */
const SETTLE_LIMIT_MS = 120_000;
const POLL_MS = 50;

/** Students with the extension's own client, and dashboards that look on. */
export class ClassInTrouble {
  readonly record = new TransportRecord();
  readonly #api: InstructorApi;
  readonly #work: StudentsAtWork;
  readonly #shown: number[] = [];
  #dashboards: readonly Dashboard[] = [];

  constructor(api: InstructorApi, joinCode: string, options: ClassOptions) {
    const { students, seed, eventsPerSecond } = options;
    const transport = watchTransport(createHttpTransport({ wallMs: () => Date.now() }), this.record, () => performance.now());
    this.#api = api;
    this.#work = new StudentsAtWork({ seats: { server: api.url, joinCode, students }, seed, transport, eventsPerSecond });
  }

  get recorded(): number {
    return this.#work.recorded;
  }

  /** Resolves when the class is in full swing. */
  async begin(dashboards: number): Promise<void> {
    this.#dashboards = await openDashboards(this.#api, dashboards, (dashboard, { totals }) => (this.#shown[dashboard] = totals.events));
    await this.#work.begin();
    await delay(WARM_UP_MS);
  }

  /** @returns how long it takes, in milliseconds, until a report is accepted that was sent from now on; infinity when none is in time */
  async recover(): Promise<number> {
    const startedMs = performance.now();
    const isBack = await until(() => this.record.lastAcceptedAskedAtMs > startedMs, SETTLE_LIMIT_MS);
    return isBack ? performance.now() - startedMs : Number.POSITIVE_INFINITY;
  }

  /** Nobody works any more, everybody reports what is left, and the dashboards show it. */
  async settle(): Promise<Settlement> {
    this.#work.stopWorking();
    const sinceMs = performance.now();
    await this.#work.reportTheRest(() => this.record.confirmedSince(sinceMs) >= this.recorded, SETTLE_LIMIT_MS);
    const reportedAfterMs = performance.now() - sinceMs;
    await until(() => this.#wrongTotals.length === 0, SETTLE_LIMIT_MS);
    return { reportedAfterMs, undelivered: this.recorded - this.record.confirmedSince(sinceMs), wrongTotals: this.#wrongTotals };
  }

  async leave(): Promise<void> {
    await Promise.all(this.#dashboards.map(dashboard => dashboard.close()));
    await this.#work.leave();
  }

  get #wrongTotals(): readonly number[] {
    return this.#shown.filter(events => events !== this.recorded);
  }
}

/** @returns whether it came to be in time */
async function until(isSo: () => boolean, limitMs: number): Promise<boolean> {
  const deadlineMs = performance.now() + limitMs;
  while (!isSo() && performance.now() < deadlineMs) {
    await delay(POLL_MS);
  }
  return isSo();
}
