import { setTimeout as delay } from 'node:timers/promises';
import { enrol, type EnrolledSource, randomId } from '../../../harness/api/enrol';
import type { InstructorApi } from '../../../harness/api/instructor-api';
import { type Dashboard, openDashboards } from '../../../harness/dashboard/dashboard';
import { FeedDelays } from '../../../harness/dashboard/feed-delays';
import type { LoadConnection } from '../../../harness/generator/load-connection';
import { addressOf } from '../../../harness/generator/load-connection';
import { LoadTally } from '../../../harness/generator/load-tally';
import { PacedLoad } from '../../../harness/generator/paced';
import { makeConnections } from '../../../harness/generator/reporting-class';
import { ReportingSource } from '../../../harness/generator/reporting-source';
import { namesApart } from './name-apart';
import { HelpCaller } from './help-caller';
import { HELP_TO_FEED, type Measures, NEVER_SHOWN, P50, P99, REFUSED, SLOWEST_DELTA } from './measures';

export interface HonestClassOptions {
  readonly students: number;
  readonly reportsPerSecond: number;
}

const EVENTS_IN_REPORT = 5;
const CALLERS = 3;
/** Until the feed has shown what it owes, or is said not to have. */
const LAST_DELTA_MS = 10_000;
const LOOK_MS = 50;

/** Everybody else: students who report, some who call for help, and a dashboard that is told of it. The same beside every attack. */
export class HonestClass {
  readonly tally = new LoadTally();
  readonly #delays = new FeedDelays();
  readonly #load: PacedLoad;
  #dashboards: readonly Dashboard[] = [];

  private constructor(
    private readonly api: InstructorApi,
    private readonly connections: readonly LoadConnection[],
    private readonly callers: readonly HelpCaller[],
    sources: readonly ReportingSource[],
    reportsPerSecond: number,
  ) {
    const { tally } = this;
    this.#load = new PacedLoad({
      connections,
      sources,
      tally,
      reportsPerSecond,
      onAccepted: ({ enrolled, acknowledged }, atMs) => this.#delays.noteAccepted(enrolled.studentId, acknowledged, atMs),
    });
  }

  static async join(api: InstructorApi, { students, reportsPerSecond }: HonestClassOptions): Promise<HonestClass> {
    const { host } = addressOf(api.url);
    const sources = (await joinHonestly(api, 'honest', students)).map(source => new ReportingSource(source, host, EVENTS_IN_REPORT));
    const callers = (await joinHonestly(api, 'caller', CALLERS)).map(source => new HelpCaller(api.url, source));
    return new HonestClass(api, makeConnections(api.url, students), callers, sources, reportsPerSecond);
  }

  /** Everybody begins to work. */
  async begin(): Promise<void> {
    this.#dashboards = await openDashboards(this.api, 1, (_, shown, atMs) => {
      this.#delays.noteShown(shown, atMs);
      this.callers.forEach(caller => caller.noteShown(shown, atMs));
    });
    this.#load.start();
    this.callers.forEach(caller => caller.begin());
  }

  startMeasuring(): void {
    this.#delays.startOver();
    this.callers.forEach(caller => caller.startOver());
    this.tally.refusals.clear();
    this.tally.latenciesMs.length = 0;
    this.tally.start();
  }

  /** Nobody works any more; resolves when all of it was shown, or should have been. */
  async end(): Promise<Measures> {
    await Promise.all([this.#load.stop(), ...this.callers.map(caller => caller.end())]);
    this.tally.stop();
    const deadlineMs = performance.now() + LAST_DELTA_MS;
    while (this.#unseen > 0 && performance.now() < deadlineMs) {
      await delay(LOOK_MS);
    }
    return this.#measures;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#dashboards.map(dashboard => dashboard.close()));
    this.connections.forEach(connection => connection.close());
  }

  get #unseen(): number {
    return this.#delays.unseen + this.callers.filter(({ isUnseen }) => isUnseen).length;
  }

  get #measures(): Measures {
    return {
      [P50]: this.tally.p50Ms,
      [P99]: this.tally.p99Ms,
      [REFUSED]: [...this.tally.refusals.values()].reduce((sum, count) => sum + count, 0),
      [SLOWEST_DELTA]: Math.max(...this.#delays.delaysMs),
      [HELP_TO_FEED]: Math.max(...this.callers.flatMap(({ delaysMs }) => delaysMs)),
      [NEVER_SHOWN]: this.#unseen,
    };
  }
}

/** Lets students join who are named apart from those of any record or attack. */
export async function joinHonestly(api: InstructorApi, name: string, students: number): Promise<readonly EnrolledSource[]> {
  const joinCode = await api.joinCode();
  const names = namesApart(name, students);
  return Promise.all(names.map(studentId => enrol(api.url, { joinCode, studentId, deviceId: randomId() })));
}
