import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../../../../src/protocol';
import type { RequestMetrics } from './request-metrics';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer is a feed, which ends when its reader leaves. */
    readonly isLongLived?: boolean;
    /** Asked by machines that watch the server. */
    readonly isProbe?: boolean;
  }
  interface FastifyReply {
    /** What the request was refused with. */
    problemCode: ProblemCode | undefined;
  }
}

/** Addresses that no route takes are one route here: a stranger must not be able to invent labels. */
const NO_ROUTE = 'none';

/**
 * Counts every request, connection and answer of the app. Call it before the routes are added.
 * @param baseUrl the path below which the routes are, which is in no label
 */
export function countRequests(app: FastifyInstance, metrics: RequestMetrics, baseUrl: string): void {
  app.decorateReply('problemCode', undefined);
  countConnections(app, metrics);

  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.isLongLived !== true) {
      const bytes = announcedBytes(request);
      metrics.arrived(bytes);
      // Unlike the end of an answer, this comes also when the client has gone.
      reply.raw.once('close', () => metrics.left(bytes));
    }
    done();
  });

  app.addHook('onResponse', (request, reply, done) => {
    const { url = NO_ROUTE, config } = request.routeOptions;
    metrics.answered({
      method: request.method,
      route: url.startsWith(baseUrl) ? url.slice(baseUrl.length - 1) : url,
      status: reply.statusCode,
      elapsedMs: reply.elapsedTime,
      problem: reply.problemCode,
      isLongLived: config.isLongLived === true,
      isProbe: config.isProbe === true,
    });
    done();
  });
}

function countConnections(app: FastifyInstance, metrics: RequestMetrics): void {
  app.server.on('connection', socket => {
    metrics.connected();
    socket.once('close', () => metrics.disconnected());
  });
}

function announcedBytes(request: FastifyRequest): number {
  return Number(request.headers['content-length'] ?? 0) || 0;
}
