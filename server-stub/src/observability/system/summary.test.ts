import { expect, it } from 'vitest';
import type { IngestFigures, ProcessFigures, StoreFigures } from '../../../../src/protocol';
import { ALERT_NAMES } from '../alerts/alert-rules';
import { toReadings } from './summary';

const STORES: readonly StoreFigures[] = [
  { kind: 'sqlite', reason: null, databaseBytes: null, walBytes: null, disk: null },
  { kind: 'redis', reason: null, ownConnections: 1, server: null },
];

it('reads a number for every alert, from one store or the other: one without would never be given', () => {
  const readings = STORES.flatMap(store =>
    Object.keys(
      toReadings({
        atMs: 0,
        store,
        process: {} as ProcessFigures,
        ingest: {} as IngestFigures,
        janitorFailuresInARow: 0,
        isTeller: true,
        breaches: [],
        clockStepMs: 0,
        logAway: { forMs: 0, reason: undefined },
      }),
    ),
  );
  expect(new Set(readings)).toEqual(new Set(ALERT_NAMES));
});
