import type { FastifyBaseLogger } from 'fastify';
import type { StoreFigures, SystemState } from '../../../../src/protocol';
import { AlertBoard, type AlertReadings, type AlertSink } from '../alerts/alert-board';
import type { AlertLevelStore } from '../alerts/alert-level-store';
import type { AlertSettings } from '../alerts/alert-settings';
import { LevelsInForce } from '../alerts/levels-in-force';
import type { Metrics, ProcessReport, Vitals } from '../metrics/metrics';
import { type Cancel, type Clock, every, toTimestamp } from '../../platform/clock';
import { WatchedClock } from '../../platform/watched-clock';
import type { Breach } from '../durability/durability-watch';
import { ClockSteps } from './clock-steps';
import { History } from './history';
import { type Look, toIngestFigures, toProcessFigures, toReadings, toSample, toTotals } from './summary';
import { TrafficWindow } from './traffic-window';

/** What an operator chooses of the watch. */
export interface WatchOptions {
  /** Where no instructor has chosen others. */
  readonly levels: AlertSettings;
  /** Whom to tell of alerts; of several processes of one server only one does. */
  readonly sinks: readonly AlertSink[];
}

/** What is watched of the store: its own figures, and the levels that instructors chose. */
interface WatchedStore {
  readonly alertLevels: AlertLevelStore;
  /** Never rejects. */
  figures(): Promise<StoreFigures>;
}

export interface SystemWatchDeps extends WatchOptions {
  readonly store: WatchedStore;
  /** Why the log cannot take events; undefined when it can. */
  readonly logProblem: () => Promise<string | undefined>;
  /** What the store does not keep, as it should. */
  readonly breaches: () => readonly Breach[];
  readonly gatherReports: () => Promise<readonly ProcessReport[]>;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
}

const PERIOD_MS = 10_000;
const CLOCK_PERIOD_MS = 1000;
/** A store or a process that does not answer must not stop the watch. */
const LOOK_LIMIT_MS = 5000;

/** Looks at the whole server every 10 s: for the system data, the alerts, the health check's warnings and the metrics. */
export class SystemWatch {
  /** From when on alerts are given. */
  readonly levels: LevelsInForce;
  readonly #deps: SystemWatchDeps;
  readonly #board = new AlertBoard();
  readonly #history = new History();
  readonly #traffic = new TrafficWindow();
  readonly #clockSteps: ClockSteps;
  readonly #stops: readonly Cancel[];
  readonly #firstLook: Promise<void>;
  #last: Look | undefined;
  #logWellAtMs: number;
  #isLooking = false;

  constructor(deps: SystemWatchDeps) {
    this.#deps = deps;
    this.levels = new LevelsInForce(deps.levels, deps.store.alertLevels);
    this.#logWellAtMs = deps.clock.monotonicMs();
    this.#clockSteps = new ClockSteps(WatchedClock.of(deps.clock), deps.logger);
    this.#firstLook = this.#tryToLook();
    this.#stops = [
      every(deps.clock, PERIOD_MS, () => void this.#tryToLook()),
      every(deps.clock, CLOCK_PERIOD_MS, () => this.#clockSteps.look()),
    ];
  }

  /** As of the last look; waits for the first. */
  async state(): Promise<SystemState> {
    const { store, process, ingest, atMs } = await this.#lastLook();
    return { asOf: toTimestamp(atMs), store, process, ingest, alerts: this.#board.alerts, history: this.#history.samples };
  }

  /** What the alerts watch, as of the last look; waits for the first. */
  async readings(): Promise<AlertReadings> {
    return toReadings(await this.#lastLook());
  }

  /** The store's figures as of the last look. */
  get storeFigures(): StoreFigures | undefined {
    return this.#last?.store;
  }

  get alerts(): AlertBoard['alerts'] {
    return this.#board.alerts;
  }

  /** Before it is due: something happened. */
  lookAgain(): Promise<void> {
    return this.#tryToLook();
  }

  close(): void {
    this.#stops.forEach(stop => stop());
    this.#deps.sinks.forEach(sink => sink.close());
  }

  async #lastLook(): Promise<Look> {
    await this.#firstLook;
    return this.#last ?? this.#look();
  }

  async #tryToLook(): Promise<void> {
    if (this.#isLooking) {
      return;
    }
    this.#isLooking = true;
    try {
      this.#take(await this.#look());
    } catch (error) {
      this.#deps.logger.warn({ err: error }, 'the server could not look at itself');
    } finally {
      this.#isLooking = false;
    }
  }

  async #look(): Promise<Look> {
    const { store, gatherReports, logProblem, clock } = this.#deps;
    // Where the store cannot be asked, the levels that were known hold on.
    const levels = this.levels.refresh().catch(() => undefined);
    const looks = [store.figures(), gatherReports(), logProblem(), levels] as const;
    const [figures, reports, reason] = await withinLimit(clock, Promise.all(looks));
    const [atMs, lookedAtMs] = [clock.wallMs(), clock.monotonicMs()];
    const vitals = reports.map(report => report.vitals);
    if (reason === undefined) {
      this.#logWellAtMs = lookedAtMs;
    }
    return {
      atMs,
      store: figures,
      process: toProcessFigures(vitals),
      ingest: toIngestFigures(vitals, this.#traffic.add(toTotals(vitals), lookedAtMs)),
      janitorFailuresInARow: Math.max(0, ...vitals.map(one => one.janitorFailuresInARow)),
      isTeller: isLowest(this.#deps.metrics.vitals.process?.pid, vitals),
      breaches: this.#deps.breaches(),
      clockStepMs: this.#clockSteps.recentMs,
      logAway: { forMs: lookedAtMs - this.#logWellAtMs, reason },
    };
  }

  #take(look: Look): void {
    this.#last = look;
    this.#history.add(toSample(look));
    this.#deps.metrics.store.note(look.store, look.logAway.reason === undefined);
    const changes = this.#board.evaluate(toReadings(look), this.levels.settings, look.atMs);
    this.#deps.metrics.alerts.note(this.#board.alerts);
    if (look.isTeller) {
      changes.forEach(change => this.#deps.sinks.forEach(sink => sink.tell(change)));
    }
  }
}

/** Every process of a server sees the same; the one with the lowest number tells, so that nothing is told twice, or by nobody when one dies. */
function isLowest(own: number | undefined, all: readonly Vitals[]): boolean {
  return own === undefined || all.every(({ process }) => process === undefined || process.pid >= own);
}

function withinLimit<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimeout(() => reject(new Error(`no answer within ${String(LOOK_LIMIT_MS)} ms`)), LOOK_LIMIT_MS);
    work.then(resolve, reject).finally(cancel);
  });
}
