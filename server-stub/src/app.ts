import type { ServerOptions } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { API_PREFIX, LIMITS } from '../../src/protocol';
import { FailedAttempts } from './admission/failed-attempts';
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
import { Presence } from './feed/presence';
import { feedRoutes } from './feed/routes';
import { healthRoutes } from './health/routes';
import { readJsonBodies } from './ingest/body';
import { allowOtherOrigins } from './ingest/cross-origin';
import { PoliciesTold } from './ingest/policies-told';
import { ingestRoutes } from './ingest/routes';
import type { Store } from './log/store';
import { answerMalformedHttp } from './malformed-http';
import type { MetricsSnapshot } from './metrics/exposition';
import { Metrics } from './metrics/metrics';
import { countRequests } from './metrics/request-hooks';
import { metricsRoutes } from './metrics/routes';
import { answerUnknownRequests } from './not-found';
import { type Cancel, type Clock, every } from './platform/clock';
import type { Random } from './platform/random';
import { answerFrameworkError, answerWithProblems } from './problem';
import { serveDashboard } from './site/dashboard-files';
import { setSecurityHeaders } from './site/security-headers';
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
  /** The counts of all processes of this server, for `/metrics`; of this one alone, if not given. */
  readonly gatherMetrics?: () => Promise<readonly MetricsSnapshot[]>;
  /** The cadence of classes that instructors make, in milliseconds. */
  readonly cadenceMs: number;
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
const SWEEP_MS = 50;
const SMALL_BODY_BYTES = 16 * 1024;
/** Names in paths are percent-encoded: a character of theirs takes up to 12. */
const MAX_PARAM_LENGTH = 12 * LIMITS.studentIdLength;

/** The parts of the server that every scope of routes is built from. */
interface Parts extends AppDeps {
  readonly metrics: Metrics;
  readonly tokens: IngestTokens;
  readonly access: InstructorAccess;
  readonly directory: ClassDirectory;
  readonly presence: Presence;
  readonly feeds: Feeds;
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
  const parts = assemble(deps);
  answerWithProblems(app, deps.random);
  answerUnknownRequests(app);
  setSecurityHeaders(app);
  countRequests(app, parts.metrics.requests);
  logRequests(app);
  closeInGoodOrder(app, parts);
  app.register(async api => addApi(api, parts), { prefix: API_PREFIX });
  metricsRoutes(app, deps.gatherMetrics ?? (async () => [await parts.metrics.snapshot()]));
  serveDashboard(app, deps.dashboardRoot);
  return app;
}

/** Typed as for http alone: all that we touch is the same in both, and the framework's types know no app that may be either. */
function connectionOptions(certificate: Certificate | undefined): { http: ServerOptions } {
  const http = { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: CONNECTION_CHECK_MS };
  return certificate === undefined ? { http } : ({ https: { ...http, ...certificate } } as unknown as { http: ServerOptions });
}

/**
 * Ends the feeds, or their connections would never become idle; then hangs up on each connection as soon as it has its
 * answer. The framework does so only for those that are idle when the closing begins.
 */
function closeInGoodOrder(app: FastifyInstance, { feeds, clock }: Parts): void {
  let stopSweeping: Cancel | undefined;
  app.addHook('preClose', done => {
    feeds.close();
    stopSweeping = every(clock, SWEEP_MS, () => app.server.closeIdleConnections());
    done();
  });
  app.addHook('onClose', (_app, done) => {
    stopSweeping?.();
    done();
  });
}

function assemble(deps: AppDeps): Parts {
  const { store, clock, random, logger, signingKey } = deps;
  const directory = new ClassDirectory(store.registry, clock, random);
  const presence = new Presence();
  const metrics = deps.metrics ?? new Metrics();
  return {
    ...deps,
    metrics,
    tokens: new IngestTokens(signingKey, clock, random),
    access: new InstructorAccess(deps.instructorToken, signingKey, clock),
    directory,
    presence,
    feeds: new Feeds({ log: store.log, directory, presence, clock, random, logger, metrics: metrics.feed }),
  };
}

function addApi(api: FastifyInstance, parts: Parts): void {
  const { store, random, access, clock } = parts;
  healthRoutes(api, store.log, random);
  api.register(async scope => addReporting(scope, parts));
  api.register(async scope => addEnrolment(scope, parts));
  api.register(async scope => {
    readJsonBodies(scope, { types: ['application/json'], malformed: 'invalid_request' });
    await scope.register(fastifyCookie);
    sessionRoutes(scope, access, new FailedAttempts(clock));
    scope.register(async instructors => addInstructors(instructors, parts));
  });
}

function addReporting(scope: FastifyInstance, { store, directory, tokens, clock, random, presence, metrics, allowedOrigins }: Parts): void {
  allowOtherOrigins(scope, ['/batches'], allowedOrigins);
  readJsonBodies(scope, { types: ['application/json', 'text/plain'], malformed: 'invalid_batch' });
  const onPresence = presence.touch.bind(presence);
  ingestRoutes(scope, {
    log: store.log,
    directory,
    tokens,
    clock,
    random,
    policiesTold: new PoliciesTold(),
    metrics: metrics.ingest,
    onPresence,
  });
}

function addEnrolment(scope: FastifyInstance, { store, directory, tokens, clock, allowedOrigins }: Parts): void {
  allowOtherOrigins(scope, ['/enrolments'], allowedOrigins);
  readJsonBodies(scope, { types: ['application/json'], malformed: 'invalid_request' });
  enrolmentRoutes(scope, { directory, log: store.log, tokens, attempts: new FailedAttempts(clock), clock });
}

function addInstructors(scope: FastifyInstance, { store, directory, access, tokens, feeds, cadenceMs }: Parts): void {
  scope.addHook('onRequest', guardInstructors(access, tokens));
  scope.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
  });
  classRoutes(scope, directory, cadenceMs);
  feedRoutes(scope, feeds, directory);
  exportRoutes(scope, store.log, feeds, directory);
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
