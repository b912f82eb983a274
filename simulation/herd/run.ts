/**
 * A class through an outage of its server: `npm run herd -- --clients 200`. Prints what the server sees: requests in
 * one second before, during and after it, and how long until it has every event.
 */
import { parseArgs } from 'node:util';
import { runHerd, type HerdFigures, type HerdOptions } from './herd';
import { driveFullClients } from './clients';
import { OUTAGE_KINDS } from './outage';
import { drivePolicyClients } from './policy-clients';
import type { HerdDriver } from './scene';

/** `full`: the extension's own client in every seat. `policy`: its delivery policy alone, for very many. */
const DRIVERS: Readonly<Record<string, HerdDriver>> = { full: driveFullClients, policy: drivePolicyClients };

/** More full clients than this take minutes. */
const MAX_FULL_CLIENTS = 1_000;

interface Arguments {
  readonly clients: number;
  readonly seeds: number;
  readonly outages: readonly number[];
  readonly driver: string;
}

function readArguments(): Arguments | undefined {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string', default: '200' },
      seeds: { type: 'string', default: '1' },
      /** Lengths in seconds. */
      outages: { type: 'string', default: '60' },
      driver: { type: 'string' },
    },
  });
  const [clients, seeds] = [Number(values.clients), Number(values.seeds)];
  const outages = values.outages.split(',').map(Number);
  const isSound = [clients, seeds, ...outages].every(value => Number.isInteger(value) && value > 0);
  const driver = values.driver ?? (clients > MAX_FULL_CLIENTS ? 'policy' : 'full');
  return isSound && Object.hasOwn(DRIVERS, driver) ? { clients, seeds, outages, driver } : undefined;
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

function* listHerds({ clients, seeds, outages }: Arguments, driver: HerdDriver): Generator<HerdOptions> {
  for (const kind of OUTAGE_KINDS) {
    for (const isAnnounced of [false, true]) {
      for (const outageS of outages) {
        for (let seed = 1; seed <= seeds; seed++) {
          yield { clients, seed, kind, outageMs: outageS * 1000, isAnnounced, driver };
        }
      }
    }
  }
}

async function main(args: Arguments): Promise<void> {
  const { clients, driver } = args;
  const rows = [];
  for (const options of listHerds(args, DRIVERS[driver] ?? driveFullClients)) {
    rows.push(toRow(options, await runHerd(options)));
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
