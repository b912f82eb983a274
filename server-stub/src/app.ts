import type { ServerOptions } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { API_PREFIX, LIMITS } from '../../src/protocol';
import { FailedAttempts } from './admission/failed-attempts';
import { AdmissionGate, GATE_LIMITS, type GateLimits } from './admission/gate';
import { ServerLoad } from './admission/server-load';
import { StudentLimits } from './admission/student-limits';
import { IngestTokens } from './auth/ingest-tokens';
import { InstructorAccess } from './auth/instructor-access';
import { guardInstructors } from './auth/instructor-guard';
import { sessionRoutes } from './auth/session-routes';
import type { SigningKey } from './auth/signing-key';
import { ClassDirectory } from './classes/class-directory';
import { classRoutes } from './classes/routes';
import { enrolmentRoutes } from './enrolment/routes';
import { exportRoutes } from './export/routes';
import { Feeds } from './feed/feeds';
import { feedRoutes } from './feed/routes';
import { NO_SNAPSHOTS, type SnapshotStore } from './feed/snapshot-store';
import { findTrouble } from './health/findings';
import { LogHealth } from './health/log-health';
import { healthRoutes } from './health/routes';
import { readJsonBodies } from './ingest/body';
import { allowOtherOrigins } from './ingest/cross-origin';
import { PoliciesTold } from './ingest/policies-told';
import { ingestRoutes } from './ingest/routes';
import { GuardedEventLog } from './log/guarded-event-log';
import type { LogBreaker } from './log/log-breaker';
import type { Store } from './log/store';
import { answerMalformedHttp } from './malformed-http';
import { Metrics, type ProcessReport } from './metrics/metrics';
import { countRequests } from './metrics/request-hooks';
import { metricsRoutes } from './metrics/routes';
import { answerUnknownRequests } from './not-found';
import { type Cancel, type Clock, every } from './platform/clock';
import type { LoopGauge } from './platform/loop-gauge';
import type { Random } from './platform/random';
import { answerFrameworkError, answerWithProblems } from './problem';
import { serveDashboard } from './site/dashboard-files';
import { setSecurityHeaders } from './site/security-headers';
import { systemRoutes } from './system/routes';
import { SystemWatch, type WatchOptions } from './system/system-watch';
import type { Certificate } from './tls/certificate-files';

/** Everything that the app needs from outside. It reads no clock, no randomness and no file but through these. */
export interface AppDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: FastifyBaseLogger;
  readonly signingKey: SigningKey;
  readonly instructorToken: string;
  /** What this process counts; its own, if not given. */
  readonly metrics?: Metrics;
  /** What all processes of this server count; this one alone, if not given. */
  readonly gatherReports?: () => Promise<readonly ProcessReport[]>;
  /** The watch over the server's own health, for `/system` and the alerts; without it there is neither. */
  readonly watch?: WatchOptions;
  /** The cadence of classes that instructors make, in milliseconds. */
  readonly cadenceMs: number;
  /** How busy the event loop is; without it the server takes itself for idle. */
  readonly loopGauge?: LoopGauge;
  /** How much it takes on at one time. */
  readonly gateLimits?: GateLimits;
  /** Where the views of the classes rest while the server is down; without it every start builds them from the log. */
  readonly snapshots?: SnapshotStore;
  /** Undefined for any. */
  readonly allowedOrigins?: readonly string[];
  /** Undefined: plain http. */
  readonly certificate?: Certificate;
  /** Addresses and networks of the proxies whose `X-Forwarded-…` headers are believed; undefined for none. */
  readonly trustProxy?: readonly string[];
  /** The folder of the dashboard's build; without it `/` says that there is none. */
  readonly dashboardRoot?: string;
}

/** How long a client may take to send its headers and its whole request; slow ones hold a socket each. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 20_000;
const CONNECTION_CHECK_MS = 5000;
/** A client with a slow cadence keeps its connection between two reports. */
const KEEP_ALIVE_MS = 75_000;
/** A socket on which nothing moves. Dashboards get a heartbeat more often than that. */
const IDLE_SOCKET_MS = 120_000;
/** Sockets of one process: ten times a large class. What comes beyond is hung up on, and the operating system's descriptors last. */
const MOST_CONNECTIONS = 10_000;
const SWEEP_MS = 50;
const SMALL_BODY_BYTES = 16 * 1024;
/** Names in paths are percent-encoded: a character of theirs takes up to 12. */
const MAX_PARAM_LENGTH = 12 * LIMITS.studentIdLength;

/** The parts of the server that every scope of routes is built from. */
interface Parts extends Omit<AppDeps, 'watch'> {
  readonly metrics: Metrics;
  readonly gatherReports: () => Promise<readonly ProcessReport[]>;
  readonly tokens: IngestTokens;
  readonly access: InstructorAccess;
  readonly directory: ClassDirectory;
  readonly feeds: Feeds;
  readonly log: GuardedEventLog;
  readonly load: ServerLoad;
  readonly gate: AdmissionGate;
  readonly logHealth: LogHealth;
  readonly watch: SystemWatch | undefined;
}

/**
 * The whole server as a Fastify instance: listen with it, or use `inject()` in a test or a simulation.
 * Closing it ends the feeds and finishes what was accepted; the store stays the caller's to close.
 */
export function createApp(deps: AppDeps): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: SMALL_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: IDLE_SOCKET_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    // What arrives on an open connection while the server stops is still taken: it is work like any other.
    return503OnClosing: false,
    ...connectionOptions(deps.certificate),
    ...(deps.trustProxy !== undefined && { trustProxy: [...deps.trustProxy] }),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    exposeHeadRoutes: false,
    requestIdHeader: false,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerMalformedHttp,
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  const parts = assemble(deps);
  answerWithProblems(app, deps.random);
  answerUnknownRequests(app);
  setSecurityHeaders(app);
  countRequests(app, parts.metrics.requests);
  logRequests(app);
  app.addHook('onListen', () => prepareFeeds(parts));
  closeInGoodOrder(app, parts);
  app.register(async api => addApi(api, parts), { prefix: API_PREFIX });
  metricsRoutes(app, parts.gatherReports);
  serveDashboard(app, deps.dashboardRoot);
  return app;
}

/** Typed as for http alone: all that we touch is the same in both, and the framework's types know no app that may be either. */
function connectionOptions(certificate: Certificate | undefined): { http: ServerOptions } {
  const http = { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: CONNECTION_CHECK_MS };
  return certificate === undefined ? { http } : ({ https: { ...http, ...certificate } } as unknown as { http: ServerOptions });
}

/** Not awaited: a server takes events from its first moment on. */
function prepareFeeds({ feeds, logger }: Parts): void {
  feeds.prepare().catch((error: unknown) => logger.warn({ reason: (error as Error).message }, 'the classes cannot be made ready ahead'));
}

/**
 * Ends the feeds, or their connections would never become idle; then hangs up on each connection as soon as it has its
 * answer. The framework does so only for those that are idle when the closing begins.
 */
function closeInGoodOrder(app: FastifyInstance, { feeds, clock, load, log, watch }: Parts): void {
  let stopSweeping: Cancel | undefined;
  let saving: Promise<void> | undefined;
  app.addHook('preClose', done => {
    feeds.close();
    saving = feeds.save();
    stopSweeping = every(clock, SWEEP_MS, () => app.server.closeIdleConnections());
    done();
  });
  app.addHook('onClose', async () => {
    stopSweeping?.();
    load.close();
    watch?.close();
    await saving;
    await log.close();
  });
}

function assemble(deps: AppDeps): Parts {
  const { store, clock, random, logger, signingKey } = deps;
  const directory = new ClassDirectory(store.registry, clock, random);
  const metrics = deps.metrics ?? new Metrics();
  const log = new GuardedEventLog(store.log, { clock, random, onChange: breaker => tellOfBreaker(logger, metrics, breaker) });
  const load = new ServerLoad(deps.loopGauge, clock);
  const limits = deps.gateLimits ?? GATE_LIMITS;
  const gatherReports = deps.gatherReports ?? (async () => [await metrics.report()]);
  const logHealth = new LogHealth(log, clock);
  const logProblem = (): Promise<string | undefined> => logHealth.problem();
  const snapshots = deps.snapshots ?? NO_SNAPSHOTS;
  return {
    ...deps,
    metrics,
    gatherReports,
    logHealth,
    watch: deps.watch && new SystemWatch({ ...deps.watch, store, logProblem, gatherReports, metrics, clock, logger }),
    tokens: new IngestTokens(signingKey, clock, random),
    access: new InstructorAccess(deps.instructorToken, signingKey, clock),
    directory,
    feeds: new Feeds({ log, directory, presence: store.presence, snapshots, clock, random, logger, metrics: metrics.feed }),
    log,
    load,
    gate: new AdmissionGate({ limits, load, random, breaker: () => log.breaker, onShed: reason => metrics.shed(reason) }),
  };
}

function tellOfBreaker(logger: FastifyBaseLogger, metrics: Metrics, breaker: LogBreaker): void {
  metrics.breaker(breaker.kind);
  if (breaker.kind === 'open') {
    logger.error({ reason: breaker.reason }, 'the log fails: reports are answered 503 until it is back');
  } else {
    logger.info('the log is back');
  }
}

function addApi(api: FastifyInstance, parts: Parts): void {
  const { random, access, clock, logHealth, watch } = parts;
  healthRoutes(api, async () => findTrouble(await logHealth.problem(), watch?.storeFigures, watch?.alerts ?? []), random);
  api.register(async scope => addReporting(scope, parts));
  api.register(async scope => addEnrolment(scope, parts));
  api.register(async scope => {
    readJsonBodies(scope, { types: ['application/json'], malformed: 'invalid_request' });
    await scope.register(fastifyCookie);
    sessionRoutes(scope, access, new FailedAttempts(clock, random));
    scope.register(async instructors => addInstructors(instructors, parts));
  });
}

function addReporting(scope: FastifyInstance, parts: Parts): void {
  const { store, log, directory, tokens, clock, random, metrics, allowedOrigins, load, gate } = parts;
  allowOtherOrigins(scope, ['/batches'], allowedOrigins);
  readJsonBodies(scope, { types: ['application/json', 'text/plain'], malformed: 'invalid_batch' });
  ingestRoutes(scope, {
    log,
    directory,
    tokens,
    clock,
    random,
    gate,
    policiesTold: new PoliciesTold(),
    limits: new StudentLimits({ clock, random, onShed: () => metrics.shed('student_rate') }),
    metrics: metrics.ingest,
    onPresence: (classId, studentId, seenAtMs) => store.presence.touch(classId, studentId, seenAtMs),
    stretch: () => load.stretch,
  });
}

function addEnrolment(scope: FastifyInstance, { log, directory, tokens, clock, random, allowedOrigins, gate }: Parts): void {
  allowOtherOrigins(scope, ['/enrolments'], allowedOrigins);
  readJsonBodies(scope, { types: ['application/json'], malformed: 'invalid_request' });
  enrolmentRoutes(scope, { directory, log, tokens, attempts: new FailedAttempts(clock, random), clock }, gate);
}

function addInstructors(scope: FastifyInstance, { log, directory, access, tokens, feeds, cadenceMs, watch }: Parts): void {
  scope.addHook('onRequest', guardInstructors(access, tokens));
  scope.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
  });
  classRoutes(scope, directory, cadenceMs);
  feedRoutes(scope, feeds, directory);
  exportRoutes(scope, log, feeds, directory);
  if (watch !== undefined) {
    systemRoutes(scope, watch);
  }
}

/** One line for each request, without anything of the request but its method and its route's pattern. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const line = { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (reply.statusCode >= 500) {
      request.log.warn(line, 'request');
    } else {
      request.log.debug(line, 'request');
    }
    done();
  });
}
