/** Fuzzes every route of the server: `npm run fuzz`. Ends with 1, and with the smallest request that does it, when something gives. */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { startClassServer } from '../../harness/processes/class-server';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { showCount, showMib } from '../../harness/report/table';
import { fuzz, type FuzzReport } from './fuzz';

const USAGE = 'Usage: npm run fuzz -- [--requests 100000] [--seed N]';
const MAX_SEED = 1_000_000;
const PROGRESS_EVERY = 10_000;
/** Under load Node lets it grow to 128 MiB, which is no leak and hides one. */
const SMALL_YOUNG_GENERATION = ['--max-semi-space-size=8'];

function readArguments() {
  const { values } = parseArgs({ options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string' } } });
  return {
    requests: readWhole(values.requests, 'requests'),
    seed: values.seed === undefined ? randomInt(1, MAX_SEED) : readWhole(values.seed, 'seed'),
  };
}

function describe({ routes, statuses, grownBytes, flaws }: FuzzReport, seed: number): string {
  const counts = [...statuses]
    .toSorted(([left], [right]) => left - right)
    .map(([status, count]) => `${String(status)} × ${showCount(count)}`);
  const account = `${String(routes.length)} routes; answers: ${counts.join(', ')}; memory grew by ${showMib(grownBytes)} MiB.`;
  return flaws.length === 0
    ? `${account}\nNothing gave way. Seed ${String(seed)}.`
    : `${account}\n\n${flaws.map(flaw => `✗ ${flaw}`).join('\n')}\n\nAgain: npm run fuzz -- --seed ${String(seed)}`;
}

await runMeasurement(USAGE, async () => {
  const { requests, seed } = readArguments();
  const folder = useTemporaryFolder();
  const environment = { CELL_MONITOR_TRUST_PROXY: '127.0.0.1', CELL_MONITOR_LOG_LEVEL: 'debug' };
  const server = await startClassServer({ redisUrl: undefined, folder, environment, nodeFlags: SMALL_YOUNG_GENERATION });
  try {
    const fuzzed = {
      url: server.url,
      pid: server.pid,
      instructorToken: server.api.token,
      readLog: () => readFileSync(join(folder, 'server.log'), 'utf8'),
    };
    const onExchange = (count: number): void => {
      if (count % PROGRESS_EVERY === 0) {
        console.error(`${showCount(count)} requests …`);
      }
    };
    const report = await fuzz(fuzzed, { requests, seed, onExchange });
    console.log(describe(report, seed));
    return report.flaws.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
});
