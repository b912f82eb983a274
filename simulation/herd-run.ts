/**
 * A class through an outage of its server: `npm run herd -- --clients 200`. Prints what the server sees: requests in
 * one second before, during and after it, and how long until it has every event.
 */
import { parseArgs } from 'node:util';
import { HERD_DRIVERS, runHerd, type HerdFigures, type HerdOptions } from './herd';
import { OUTAGE_KINDS } from './herd-server';

interface Arguments {
  readonly clients: number;
  readonly seeds: number;
  readonly outages: readonly number[];
  readonly driver: HerdOptions['driver'];
}

const isDriver = (name: string): name is HerdOptions['driver'] => Object.hasOwn(HERD_DRIVERS, name);

function readArguments(): Arguments | undefined {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string', default: '200' },
      seeds: { type: 'string', default: '1' },
      /** Lengths in seconds. */
      outages: { type: 'string', default: '60' },
      driver: { type: 'string', default: 'full' },
    },
  });
  const [clients, seeds] = [Number(values.clients), Number(values.seeds)];
  const outages = values.outages.split(',').map(Number);
  const isSound = [clients, seeds, ...outages].every(value => Number.isInteger(value) && value > 0);
  return isSound && isDriver(values.driver) ? { clients, seeds, outages, driver: values.driver } : undefined;
}

function toRow({ kind, isAnnounced, outageMs, seed }: HerdOptions, figures: HerdFigures) {
  const { steadyMean, steadyPeak, afterPeak } = figures;
  return {
    outage: `${String(outageMs / 1000)} s ${kind}${isAnnounced ? ', then online' : ''}`,
    seed,
    'steady mean': Number(steadyMean.toFixed(1)),
    'steady peak': steadyPeak,
    'peak in it': figures.outagePeak,
    'peak after': afterPeak,
    'in second': figures.afterPeakSecond,
    'x mean': Number((afterPeak / steadyMean).toFixed(2)),
    'x peak': Number((afterPeak / steadyPeak).toFixed(2)),
    'all after s': Number((figures.allDeliveredAfterMs / 1000).toFixed(1)),
    missing: figures.undelivered,
    'most of one': figures.mostOfOneClient,
  };
}

async function main({ clients, seeds, outages, driver }: Arguments): Promise<void> {
  const rows = [];
  for (const kind of OUTAGE_KINDS) {
    for (const isAnnounced of [false, true]) {
      for (const outageS of outages) {
        for (let seed = 1; seed <= seeds; seed++) {
          const options: HerdOptions = { clients, seed, kind, outageMs: outageS * 1000, isAnnounced, driver };
          rows.push(toRow(options, await runHerd(options)));
        }
      }
    }
  }
  console.log(`${clients.toLocaleString('en')} clients (${driver}), one run and one report every 15 s; requests in one second`);
  console.table(rows);
}

const args = readArguments();
if (args === undefined) {
  console.error('Usage: herd [--clients 200] [--seeds 1] [--outages 60] [--driver full|policy]');
  process.exitCode = 2;
} else {
  await main(args);
}
