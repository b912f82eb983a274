import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import { API_PREFIX, LIMITS } from '../../../src/protocol';
import { HUB_SIGN_IN } from '../access/hub/sign-in-routes';
import { addApi, addHubSignIn, SMALL_BODY_BYTES } from './api';
import { type AppDeps, assemble, type Parts, type Patience } from './parts';
import { answerMalformedHttp, answerUnknownExpectations, refuseHostless } from '../http/malformed-http';
import { countRequests } from '../observability/metrics/request-hooks';
import { metricsRoutes } from '../observability/metrics/routes';
import { answerUnknownRequests } from '../http/not-found';
import { type Cancel, every } from '../platform/clock';
import { readInSlices, refusePipelining } from '../http/pipelining';
import { answerFrameworkError, answerWithProblems } from '../http/problem';
import { type ConnectionLimits, WaitingConnections } from '../http/waiting-connections';
import { serveBelow } from '../http/site/serve-below';
import { serveDashboard } from '../http/site/dashboard-files';
import { readRefusedBodies } from '../http/refused-bodies';
import { setSecurityHeaders } from '../http/site/security-headers';
import type { Certificate } from './tls/certificate-files';

export type { AppDeps } from './parts';

/** Slow clients hold a socket each. */
const PATIENCE: Patience = { headersMs: 10_000, requestMs: 20_000, checkMs: 5000 };
/** A client with a slow cadence keeps its connection between two reports. */
const KEEP_ALIVE_MS = 75_000;
/** A socket on which nothing moves. Dashboards get a heartbeat more often than that. */
const IDLE_SOCKET_MS = 120_000;
/** Sockets of one process: ten times a large class. Beyond that a newcomer gets the place of one that waits, and the operating system's descriptors last. */
const CONNECTION_LIMITS: ConnectionLimits = { open: 10_000, firstByteMs: 5000 };
/** More than come in one turn of the event loop: those that made room for them count as open until it ends. */
const TURN_CONNECTIONS = 2000;
const SWEEP_MS = 50;
/** Names in paths are percent-encoded: a character of theirs takes up to 12. */
const MAX_PARAM_LENGTH = 12 * LIMITS.studentIdLength;

/**
 * The whole server as a Fastify instance: listen with it, or use `inject()` in a test or a simulation.
 * Closing it ends the feeds and finishes what was accepted; the store stays the caller's to close.
 */
export function createApp(deps: AppDeps): FastifyInstance {
  const patience = deps.patience ?? PATIENCE;
  const app: FastifyInstance = fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: SMALL_BODY_BYTES,
    serverFactory: handle => createHttpServer(refusePipelining(handle), patience, deps.certificate),
    forceCloseConnections: 'idle',
    // What arrives on an open connection while the server stops is still taken: it is work like any other.
    return503OnClosing: false,
    ...(deps.trustProxy !== undefined && { trustProxy: [...deps.trustProxy] }),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    exposeHeadRoutes: false,
    requestIdHeader: false,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerMalformedHttp,
  });
  app.server.maxConnections = CONNECTION_LIMITS.open + TURN_CONNECTIONS;
  answerUnknownExpectations(app.server);
  const parts = assemble(deps);
  answerWithProblems(app, deps.random);
  answerUnknownRequests(app);
  setSecurityHeaders(app);
  refuseHostless(app);
  readRefusedBodies(app, deps.clock);
  countRequests(app, parts.metrics.requests, parts.baseUrl);
  logRequests(app);
  app.addHook('onListen', () => prepareFeeds(parts));
  closeInGoodOrder(app, parts);
  serveBelow(app, parts.baseUrl, site => {
    site.register(async api => addApi(api, parts), { prefix: API_PREFIX });
    metricsRoutes(site, parts.gatherReports, parts.clock);
    site.register(async scope => addHubSignIn(scope, parts));
    serveDashboard(site, deps.dashboardRoot, deps.random, deps.hubStaff === undefined ? undefined : HUB_SIGN_IN);
  });
  return app;
}

/** The framework knows no app that may speak http or https; what it asks of a server is the same in both. */
function createHttpServer(
  handle: RequestListener,
  { headersMs, requestMs, checkMs }: Patience,
  certificate: Certificate | undefined,
): Server {
  const options = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requireHostHeader: false,
  };
  const server = certificate === undefined ? createServer(options, handle) : createSecureServer({ ...options, ...certificate }, handle);
  readInSlices(server);
  return server.setTimeout(IDLE_SOCKET_MS);
}

/** Not awaited: a server takes events from its first moment on. */
function prepareFeeds({ feeds, logger }: Parts): void {
  feeds.prepare().catch((error: unknown) => logger.warn({ reason: (error as Error).message }, 'the classes cannot be made ready ahead'));
}

/**
 * Ends the feeds, or their connections would never become idle; then hangs up on each connection as soon as it has its
 * answer. The framework does so only for those that are idle when the closing begins.
 */
function closeInGoodOrder(app: FastifyInstance, { feeds, clock, load, log, watch, durability, auditCoalescer }: Parts): void {
  const waiting = new WaitingConnections(app.server, CONNECTION_LIMITS, clock);
  let stopSweeping: Cancel | undefined;
  let saving: Promise<void> | undefined;
  app.addHook('preClose', done => {
    feeds.close();
    saving = feeds.save();
    stopSweeping = every(clock, SWEEP_MS, () => {
      app.server.closeIdleConnections();
      waiting.closeSilent();
    });
    done();
  });
  app.addHook('onClose', async () => {
    stopSweeping?.();
    waiting.close();
    load.close();
    watch?.close();
    durability.close();
    await saving;
    await auditCoalescer.close();
    await log.close();
  });
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
