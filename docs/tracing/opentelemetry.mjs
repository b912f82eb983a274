/**
 * Traces of the class server, by OpenTelemetry. Nothing of it is part of the server, and it costs nothing while it is not loaded.
 * Put this file into a folder of its own, then:
 *
 *   npm install @opentelemetry/api @opentelemetry/sdk-node @opentelemetry/auto-instrumentations-node @fastify/otel
 *   NODE_OPTIONS="--import file:///that/folder/opentelemetry.mjs" \
 *     OTEL_SERVICE_NAME=cell-monitor OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318 cell-monitor-server
 *
 * Use this file and not the instrumentations' own "register": that one writes every argument of every Redis command into the
 * traces, and so the students' names and code.
 */
import FastifyOtel from '@fastify/otel';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** A path can hold a student's name; the route, which stands beside it, cannot. */
const hidePath = span => span.setAttribute('url.path', '');

const sdk = new NodeSDK({
  instrumentations: [
    getNodeAutoInstrumentations({
      '@opentelemetry/instrumentation-http': { requestHook: hidePath },
      '@opentelemetry/instrumentation-redis': { dbStatementSerializer: command => command },
      '@opentelemetry/instrumentation-net': { enabled: false },
      '@opentelemetry/instrumentation-dns': { enabled: false },
    }),
    new FastifyOtel.FastifyOtelInstrumentation({ registerOnInitialization: true, requestHook: hidePath }),
  ],
});
sdk.start();
