import type { IngestFigures, ProcessFigures, SqliteFigures, StoreFigures, SystemSample } from '../../../../src/protocol';
import type { AlertReadings } from '../alerts/alert-board';
import type { Breach } from '../durability/durability-watch';
import type { Vitals } from '../metrics/metrics';
import { toTimestamp } from '../../platform/clock';
import type { ProcessReading } from '../../platform/process/process-probe';
import type { Totals, TrafficRates } from './traffic-window';

const BYTES_PER_MB = 1024 * 1024;

const sumOf = (vitals: readonly Vitals[], read: (vitals: Vitals) => number): number => vitals.reduce((sum, one) => sum + read(one), 0);

export function toTotals(vitals: readonly Vitals[]): Totals {
  return {
    requests: sumOf(vitals, one => one.requests),
    failures: sumOf(vitals, one => one.failures),
    eventsAppended: sumOf(vitals, one => one.eventsAppended),
  };
}

export function toProcessFigures(vitals: readonly Vitals[]): ProcessFigures {
  const readings = vitals.map(({ process }) => process).filter(process => process !== undefined);
  const worst = (read: (reading: ProcessReading) => number): number => Math.max(0, ...readings.map(read));
  return {
    processes: vitals.length,
    uptimeS: worst(reading => reading.uptimeS),
    residentBytes: worst(reading => reading.residentBytes),
    heapUsedBytes: worst(reading => reading.heapUsedBytes),
    eventLoopDelayP99Ms: worst(reading => reading.eventLoopDelayP99Ms),
    eventLoopUtilisation: worst(reading => reading.eventLoopUtilisation),
  };
}

export function toIngestFigures(vitals: readonly Vitals[], rates: TrafficRates): IngestFigures {
  const { requests, eventsAppended } = toTotals(vitals);
  return {
    requests,
    eventsAppended,
    ...rates,
    requestsInFlight: sumOf(vitals, one => one.requestsInFlight),
    connections: sumOf(vitals, one => one.connections),
    viewers: sumOf(vitals, one => one.viewers),
    shed: sumOf(vitals, one => one.shed),
    breaker: vitals.some(({ breaker }) => breaker === 'open') ? 'open' : 'closed',
  };
}

/** All that one look at the server found. */
export interface Look {
  readonly atMs: number;
  readonly store: StoreFigures;
  readonly process: ProcessFigures;
  readonly ingest: IngestFigures;
  readonly janitorFailuresInARow: number;
  /** Whether this process is the one that tells of alerts. */
  readonly isTeller: boolean;
  readonly breaches: readonly Breach[];
  /** By how much the machine's clock was set a short while ago, negative for back; 0 when it was not. */
  readonly clockStepMs: number;
  /** How long the log has taken nothing, and why. */
  readonly logAway: { readonly forMs: number; readonly reason: string | undefined };
}

export function toSample({ atMs, store, process, ingest }: Look): SystemSample {
  const redis = store.kind === 'redis' ? store.server : null;
  const sqlite = store.kind === 'sqlite' ? store : null;
  return {
    at: toTimestamp(atMs),
    eventsPerSecond: ingest.eventsPerSecond,
    requestsPerSecond: ingest.requestsPerSecond,
    errorPercent: ingest.errorPercent,
    connections: ingest.connections,
    viewers: ingest.viewers,
    residentBytes: process.residentBytes,
    eventLoopDelayP99Ms: process.eventLoopDelayP99Ms,
    eventLoopUtilisation: process.eventLoopUtilisation,
    redisConnections: redis?.connections ?? null,
    redisMemoryBytes: redis?.usedMemoryBytes ?? null,
    logBytes: sqlite === null ? null : logBytes(sqlite),
    diskFreeBytes: sqlite?.disk?.freeBytes ?? null,
  };
}

function logBytes({ databaseBytes, walBytes }: SqliteFigures): number | null {
  return databaseBytes === null ? null : databaseBytes + (walBytes ?? 0);
}

/** What the alerts watch. */
export function toReadings({ store, process, ingest, janitorFailuresInARow, breaches, clockStepMs, logAway }: Look): AlertReadings {
  return {
    log: { value: logAway.forMs / 1000, reason: logAway.reason },
    durability: { value: gradeOf(breaches), reason: breaches.map(({ reason }) => reason).join('; ') || undefined },
    clock: {
      value: Math.abs(clockStepMs) / 1000,
      reason: clockStepMs === 0 ? undefined : `it was set ${clockStepMs < 0 ? 'back' : 'forward'}, or the machine slept`,
    },
    errors: { value: ingest.errorPercent ?? undefined },
    process_memory: { value: process.residentBytes / BYTES_PER_MB },
    event_loop: { value: process.eventLoopDelayP99Ms },
    janitor: { value: janitorFailuresInARow },
    ...storeReadings(store),
  };
}

/** 2 when the server should take nothing meanwhile. */
function gradeOf(breaches: readonly Breach[]): number {
  return Math.max(0, ...breaches.map(({ isBlocking }) => (isBlocking ? 2 : 1)));
}

function storeReadings(store: StoreFigures): AlertReadings {
  if (store.kind === 'sqlite') {
    const { disk } = store;
    return { disk_free: { value: disk === null ? undefined : (disk.freeBytes / disk.sizeBytes) * 100 } };
  }
  const { server } = store;
  return {
    redis_connections: { value: server?.connections ?? undefined, budget: server?.maxConnections ?? undefined },
    redis_memory: { value: toMegabytes(server?.usedMemoryBytes ?? null), budget: toMegabytes(server?.maxMemoryBytes ?? null) },
  };
}

const toMegabytes = (bytes: number | null): number | undefined => (bytes === null ? undefined : bytes / BYTES_PER_MB);
