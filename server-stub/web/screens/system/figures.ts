import type { SystemState } from '../../../../src/protocol';
import { formatCount } from '../../text/format';
import { t } from '../../text/translate';

export interface Figure {
  readonly name: string;
  readonly value: string;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
/** From here on nobody counts in MiB. */
const MANY_GIB = 10;

function sizeText(bytes: number | null): string {
  if (bytes === null) {
    return t('common.none');
  }
  return bytes < MANY_GIB * GIB ? t('system.mib', { n: Math.round(bytes / MIB) }) : t('system.gib', { n: Math.round(bytes / GIB) });
}

function count(value: number | null): string {
  return value === null ? t('common.none') : formatCount(value);
}

function rounded(value: number): string {
  return formatCount(Math.round(value * 10) / 10);
}

function outOf(value: number | null, max: string): string {
  return t('system.outOf', { value: count(value), max });
}

/** What an operator looks at first, named and with units. */
export function trafficFigures({ ingest }: SystemState): readonly Figure[] {
  return [
    { name: t('system.eventsPerSecond'), value: rounded(ingest.eventsPerSecond) },
    { name: t('system.requestsPerSecond'), value: rounded(ingest.requestsPerSecond) },
    { name: t('system.errors'), value: ingest.errorPercent === null ? t('common.none') : t('system.percent', { n: ingest.errorPercent }) },
    { name: t('system.connections'), value: count(ingest.connections) },
    { name: t('system.viewers'), value: count(ingest.viewers) },
    { name: t('system.shed'), value: count(ingest.shed) },
    { name: t('system.breaker'), value: ingest.breaker === 'closed' ? t('system.breakerClosed') : t('system.breakerOpen') },
  ];
}

export function processFigures({ process }: SystemState): readonly Figure[] {
  return [
    { name: t('system.processes'), value: count(process.processes) },
    { name: t('system.memory'), value: sizeText(process.residentBytes) },
    { name: t('system.eventLoop'), value: t('common.units.milliseconds', { n: Math.round(process.eventLoopDelayP99Ms) }) },
    { name: t('system.busy'), value: t('system.percent', { n: Math.round(process.eventLoopUtilisation * 100) }) },
  ];
}

export function storeFigures({ store }: SystemState): readonly Figure[] {
  if (store.kind === 'sqlite') {
    return [
      { name: t('system.store'), value: t('system.sqlite') },
      { name: t('system.logSize'), value: sizeText(store.databaseBytes) },
      { name: t('system.diskFree'), value: sizeText(store.disk?.freeBytes ?? null) },
    ];
  }
  const redis = store.server;
  return [
    { name: t('system.store'), value: t('system.redis', { version: redis?.version ?? '' }) },
    { name: t('system.redisConnections'), value: outOf(redis?.connections ?? null, count(redis?.maxConnections ?? null)) },
    { name: t('system.ownConnections'), value: count(store.ownConnections) },
    { name: t('system.redisMemory'), value: outOfMemory(redis?.usedMemoryBytes ?? null, redis?.maxMemoryBytes ?? null) },
    { name: t('system.evictionPolicy'), value: redis?.evictionPolicy ?? t('common.none') },
    { name: t('system.commandsPerSecond'), value: count(redis?.commandsPerSecond ?? null) },
  ];
}

function outOfMemory(used: number | null, max: number | null): string {
  return max === null ? sizeText(used) : t('system.outOf', { value: sizeText(used), max: sizeText(max) });
}
