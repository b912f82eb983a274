import type { FastifyBaseLogger } from 'fastify';
import type { CoursePlan } from '../../../src/protocol';
import { AdmissionGate, GATE_LIMITS, type GateLimits } from '../access/admission/gate';
import { ServerLoad } from '../access/admission/server-load';
import { budgetKey, StudentBudget } from '../access/admission/student-budget';
import { AuditCoalescer } from '../access/audit/audit-coalescer';
import { IngestTokens } from '../access/auth/ingest-tokens';
import { InstructorAccess } from '../access/auth/instructor-access';
import type { KeyRing } from '../access/auth/key-ring';
import { drawNumber } from '../access/auth/signing-key';
import { StaffDirectory } from '../access/staff/staff-directory';
import { ClassDirectory } from '../class/classes/class-directory';
import { Eraser } from '../record/erasure/eraser';
import type { BatchReader } from '../ingest/reading/batch-reader';
import { Feeds } from '../live/feed/feeds';
import { NO_SNAPSHOTS, type SnapshotStore } from '../live/snapshots/snapshot-store';
import { LogHealth } from '../observability/health/log-health';
import type { HubAuthenticator } from '../access/hub/hub-authenticator';
import type { HubStaff } from '../access/hub/hub-staff';
import { ClockTellingLog } from '../log/clock-telling-log';
import { GuardedEventLog } from '../log/guarded-event-log';
import type { Breaker } from '../platform/breaker';
import type { Store } from './storage/store';
import { type Breach, DurabilityWatch } from '../observability/durability/durability-watch';
import { Metrics, type ProcessReport } from '../observability/metrics/metrics';
import type { Clock } from '../platform/clock';
import { WatchedClock } from '../platform/watched-clock';
import type { LoopGauge } from '../platform/loop-gauge';
import type { Random } from '../platform/random';
import type { Archive } from '../log/archive/archive';
import { SystemWatch, type WatchOptions } from '../observability/system/system-watch';
import type { Certificate } from './tls/certificate-files';

/** How long a client may take, in milliseconds. */
export interface Patience {
  /** To send its headers. */
  readonly headersMs: number;
  /** To send its whole request. */
  readonly requestMs: number;
  /** The time between two looks at who is late. */
  readonly checkMs: number;
}

/** Everything that the app needs from outside. It reads no clock, no randomness and no file but through these. */
export interface AppDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: FastifyBaseLogger;
  /** What students' tokens and instructors' sessions are signed with. */
  readonly keyRing: KeyRing;
  readonly instructorToken: string;
  /** What this process counts; its own, if not given. */
  readonly metrics?: Metrics;
  /** What all processes of this server count; this one alone, if not given. */
  readonly gatherReports?: () => Promise<readonly ProcessReport[]>;
  /** The watch over the server's own health, for `/system` and the alerts; without it there is neither. */
  readonly watch?: WatchOptions;
  /** The JupyterHub whose word on its users is taken; undefined for none. */
  readonly hub?: HubAuthenticator | undefined;
  /** The JupyterHub that instructors sign in with; undefined for none. */
  readonly hubStaff?: HubStaff | undefined;
  /** The cadence of classes that instructors make, in milliseconds. */
  readonly cadenceMs: number;
  /** Students of a class without a roster; no limit if absent. */
  readonly maxStudents?: number;
  /** How busy the event loop is; without it the server takes itself for idle. */
  readonly loopGauge?: LoopGauge;
  /** How much it takes on at one time. */
  readonly gateLimits?: GateLimits;
  /** Where large reports are read; in this thread if not given. The caller's to close, after the app. */
  readonly batchReader?: BatchReader;
  /** What of one student's reports is stored whole within a day; undefined for all of it. */
  readonly studentQuotaBytes?: number;
  readonly patience?: Patience;
  /** Where the views of the classes rest while the server is down; without it every start builds them from the log. */
  readonly snapshots?: SnapshotStore;
  /** What was trimmed from the store; without it nothing ever is. */
  readonly archive?: Archive;
  /** Undefined for any. */
  readonly allowedOrigins?: readonly string[];
  /** Undefined: plain http. */
  readonly certificate?: Certificate;
  /** Addresses and networks of the proxies whose `X-Forwarded-…` headers are believed; undefined for none. */
  readonly trustProxy?: readonly string[];
  /** The path below which everything is served; begins and ends with a slash. The root, if not given. */
  readonly baseUrl?: string;
  /** The whole address that people use, without a trailing slash; undefined where it is the host's and port's. */
  readonly publicUrl?: string | undefined;
  /** The folder of the dashboard's build; without it `/` says that there is none. */
  readonly dashboardRoot?: string;
}

/** The parts of the server that every scope of routes is built from. */
export interface Parts extends Omit<AppDeps, 'watch' | 'clock'> {
  readonly clock: WatchedClock;
  readonly baseUrl: string;
  readonly metrics: Metrics;
  readonly gatherReports: () => Promise<readonly ProcessReport[]>;
  readonly tokens: IngestTokens;
  readonly access: InstructorAccess;
  readonly staff: StaffDirectory;
  readonly directory: ClassDirectory;
  readonly feeds: Feeds;
  readonly eraser: Eraser;
  readonly auditCoalescer: AuditCoalescer;
  readonly log: GuardedEventLog;
  readonly load: ServerLoad;
  readonly gate: AdmissionGate;
  readonly budget: StudentBudget;
  readonly logHealth: LogHealth;
  readonly durability: DurabilityWatch;
  readonly watch: SystemWatch | undefined;
}

/** Builds every part once, from what is outside and from each other. */
export function assemble(deps: AppDeps): Parts {
  const { store, random, logger, keyRing } = deps;
  const clock = WatchedClock.of(deps.clock);
  const staff = new StaffDirectory(store.staff, clock, random);
  const metrics = deps.metrics ?? new Metrics();
  const durability = watchDurability(deps, () => void watch?.lookAgain());
  const clockTelling = new ClockTellingLog(store.log, { clock, random });
  const log = new GuardedEventLog(clockTelling, {
    clock,
    random,
    onChange: breaker => tellOfBreaker(logger, metrics, breaker),
    onAppended: (...batch) => durability.note(...batch),
  });
  const directory = new ClassDirectory(store.registry, clock, random, error => log.noteFailure(error));
  const load = new ServerLoad(deps.loopGauge, clock);
  const limits = deps.gateLimits ?? GATE_LIMITS;
  const gatherReports = deps.gatherReports ?? (async () => [await metrics.report()]);
  const logHealth = new LogHealth(log, clock);
  const logProblem = (): Promise<string | undefined> => logHealth.problem();
  const snapshots = deps.snapshots ?? NO_SNAPSHOTS;
  const draw = (...whose: readonly string[]): number => drawNumber(keyRing.current, ['pseudonym', ...whose]);
  const budget = new StudentBudget(clock);
  const onFolded = (classId: string, studentId: string, ms: number): void => {
    const owner = budgetKey({ classId, studentId });
    budget.charge(owner, 'foldMs', ms);
    deps.batchReader?.noteFolded(owner, ms);
  };
  const feeds = new Feeds({
    log,
    directory,
    presence: store.presence,
    snapshots,
    clock,
    random,
    draw,
    logger,
    metrics: metrics.feed,
    onFolded,
    ...planSource(directory),
  });
  // At once, and not with the next report: no other process then looks at a class and finds its session over.
  clock.onStep(() => feeds.inSession().forEach(classId => void clockTelling.tell(classId).catch(() => undefined)));
  const breaches = (): readonly Breach[] => durability.last;
  const watch = deps.watch && new SystemWatch({ ...deps.watch, store, logProblem, breaches, gatherReports, metrics, clock, logger });
  if (watch !== undefined) {
    durability.start();
  }
  return {
    ...deps,
    clock,
    baseUrl: deps.baseUrl ?? '/',
    metrics,
    gatherReports,
    logHealth,
    durability,
    watch,
    tokens: new IngestTokens(keyRing, clock, random),
    staff,
    access: new InstructorAccess({
      ownerToken: deps.instructorToken,
      staff,
      keys: keyRing,
      ended: store.endedSessions,
      hubStaff: deps.hubStaff,
      clock,
      random,
    }),
    directory,
    feeds,
    eraser: new Eraser({ store, archive: deps.archive, directory, feeds, snapshots, clock, random, logger }),
    auditCoalescer: new AuditCoalescer(store.audit, clock, logger),
    log,
    load,
    budget,
    gate: new AdmissionGate({ limits, load, random, breaker: () => log.breaker, onShed: reason => metrics.shed(reason) }),
  };
}

/** Where every view of a class learns what its instructor said of its notebooks, whichever server that was said to. */
function planSource(directory: ClassDirectory) {
  return { readPlan: (classId: string): Promise<CoursePlan | undefined> => directory.getPlan(classId) };
}

function watchDurability({ store, clock, logger }: AppDeps, onChange: () => void): DurabilityWatch {
  const classIds = async (): Promise<readonly string[]> => (await store.registry.listClasses()).map(({ id }) => id);
  return new DurabilityWatch({ log: store.log, classIds, storeProblem: () => store.durability(), clock, logger, onChange });
}

function tellOfBreaker(logger: FastifyBaseLogger, metrics: Metrics, breaker: Breaker): void {
  metrics.breaker(breaker.kind);
  if (breaker.kind === 'open') {
    logger.error({ reason: breaker.reason }, 'the log fails: reports are answered 503 until it is back');
  } else {
    logger.info('the log is back');
  }
}
