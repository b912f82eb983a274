import { DEFAULT_POLICY } from '../../src/protocol';
import { HerdRecord } from './record';
import type { HerdDriver } from './scene';
import type { OutageKind } from './outage';
import { HerdServer } from './server';
import { createSeededRandom, type SeededRandom } from '../virtual/seeded-random';

export interface HerdOptions {
  readonly clients: number;
  readonly seed: number;
  readonly kind: OutageKind;
  /** Milliseconds, in whole seconds. */
  readonly outageMs: number;
  /** Every browser says `online` at the moment the server returns. */
  readonly isAnnounced: boolean;
  readonly driver: HerdDriver;
}

/** What the server saw. Rates are requests in one second. */
export interface HerdFigures {
  readonly steadyMean: number;
  /** Over as many seconds as `afterPeak`. */
  readonly steadyPeak: number;
  readonly outagePeak: number;
  readonly afterPeak: number;
  /** The second after the return in which `afterPeak` was, from 0. */
  readonly afterPeakSecond: number;
  readonly allDeliveredAfterMs: number;
  readonly undelivered: number;
  readonly events: number;
  /** Requests that one client made during the outage within the shortest cadence. */
  readonly mostOfOneClient: number;
}

/** Until every page is in its rhythm. */
const WARM_UP_MS = 60_000;
/** The steady class is watched as long as the one after the outage. */
const WATCHED_MS = 120_000;

/** A class at work, an outage of its server, and the return. The same options give the same figures. */
export async function runHerd({ clients, seed, kind, outageMs, isAnnounced, driver }: HerdOptions): Promise<HerdFigures> {
  const random = createSeededRandom(seed);
  const outage = { kind, fromMs: WARM_UP_MS + WATCHED_MS, toMs: WARM_UP_MS + WATCHED_MS + outageMs };
  const endMs = outage.toMs + WATCHED_MS;
  const record = new HerdRecord(clients, outage);
  await driver({
    clients,
    endMs,
    random,
    record,
    server: new HerdServer(outage, random, record),
    runs: client => drawRuns(createSeededRandom(seed * 1_000_003 + client), endMs),
    comeBackMs: isAnnounced ? outage.toMs : undefined,
  });
  const steady = record.perSecond(WARM_UP_MS, outage.fromMs);
  const after = record.perSecond(outage.toMs, endMs);
  return {
    steadyMean: steady.reduce((sum, requests) => sum + requests, 0) / steady.length,
    steadyPeak: Math.max(...steady),
    outagePeak: Math.max(0, ...record.perSecond(outage.fromMs, outage.toMs)),
    afterPeak: Math.max(...after),
    afterPeakSecond: after.indexOf(Math.max(...after)),
    allDeliveredAfterMs: record.allDeliveredAfterMs,
    undelivered: record.undelivered,
    events: record.events,
    mostOfOneClient: record.mostOfOneClient,
  };
}

/** When a student runs cells: once each cadence on average, as people do, not as clocks do. */
function* drawRuns(random: SeededRandom, endMs: number): Generator<number> {
  const gap = () => -Math.log(1 - random.draw()) * DEFAULT_POLICY.cadenceMs;
  for (let atMs = gap(); atMs < endMs; atMs += gap()) {
    yield atMs;
  }
}
