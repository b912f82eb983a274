/**
 * Many bad days on all cores: `npm run simulate -- --schedules 10000`. A day that breaks a promise is printed with
 * its seed and the shortest schedule that still breaks it; `--seed N` lives through that one day alone.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { IDBKeyRange } from 'fake-indexeddb';
import { drawSchedule, type Schedule } from './world/schedule';
import { createSeededRandom } from './virtual/seeded-random';
import { shrink } from './world/shrink';
import { simulate } from './world/world';

globalThis.IDBKeyRange = IDBKeyRange;

interface Arguments {
  readonly schedules: number;
  readonly steps: number;
  readonly firstSeed: number;
  readonly onlySeed: number | undefined;
  readonly workers: number;
}

/** What a worker tells after each day. */
interface DayReport {
  readonly seed: number;
  readonly events: number;
  readonly requests: number;
  readonly flaws: readonly string[];
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '1000' },
      steps: { type: 'string', default: '60' },
      'first-seed': { type: 'string', default: '1' },
      seed: { type: 'string' },
      workers: { type: 'string', default: String(availableParallelism()) },
    },
  });
  const onlySeed = values.seed === undefined ? undefined : Number(values.seed);
  return {
    schedules: Number(values.schedules),
    steps: Number(values.steps),
    firstSeed: Number(values['first-seed']),
    onlySeed,
    workers: Number(values.workers),
  };
}

const scheduleOf = (seed: number, steps: number): Schedule => drawSchedule(createSeededRandom(seed), steps);

/** Lives through every `stride`-th day, and tells the parent of each. */
async function work(first: number, last: number, stride: number, steps: number): Promise<void> {
  for (let seed = first; seed <= last; seed += stride) {
    const report: DayReport = { seed, ...(await simulate(seed, scheduleOf(seed, steps))) };
    process.send?.(report);
  }
}

/** Prints one day's flaws and the shortest schedule that still has some. @returns whether it has none */
async function explain(seed: number, steps: number): Promise<boolean> {
  const { flaws } = await simulate(seed, scheduleOf(seed, steps));
  console.log(`seed ${String(seed)}: ${flaws.length === 0 ? 'every promise kept' : `${String(flaws.length)} broken`}`);
  if (flaws.length === 0) {
    return true;
  }
  const smallest = await shrink(scheduleOf(seed, steps), async candidate => (await simulate(seed, candidate)).flaws.length > 0);
  const outcome = await simulate(seed, smallest);
  console.log(smallest.map(step => `  ${JSON.stringify(step)}`).join('\n'));
  console.log(outcome.flaws.slice(0, 10).join('\n'));
  return false;
}

async function runAll({ schedules, steps, firstSeed, workers }: Arguments): Promise<readonly DayReport[]> {
  const started = performance.now();
  const reports: DayReport[] = [];
  const note = (report: DayReport) => {
    reports.push(report);
    if (report.flaws.length > 0) {
      console.log(`seed ${String(report.seed)}: ${report.flaws[0] ?? ''}`);
    }
    if (reports.length % 100 === 0) {
      console.log(`${String(reports.length)} of ${String(schedules)} days, ${((performance.now() - started) / 1000).toFixed(0)} s`);
    }
  };
  const last = firstSeed + schedules - 1;
  await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const child = fork(process.argv[1] ?? '', ['--work', String(firstSeed + index), String(last), String(workers), String(steps)]);
      child.on('message', message => note(message as DayReport));
      return new Promise<void>((resolve, reject) => {
        child.on('exit', code => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${String(code)}`))));
      });
    }),
  );
  return reports;
}

async function main(): Promise<boolean> {
  const args = readArguments();
  if (args.onlySeed !== undefined) {
    return explain(args.onlySeed, args.steps);
  }
  const reports = await runAll(args);
  const broken = reports.filter(report => report.flaws.length > 0);
  const sum = (count: (report: DayReport) => number) => reports.reduce((total, report) => total + count(report), 0).toLocaleString('en');
  console.log(`${String(reports.length)} days, ${sum(report => report.events)} events, ${sum(report => report.requests)} requests`);
  console.log(broken.length === 0 ? '0 lost, 0 doubled' : `${String(broken.length)} days broke a promise`);
  for (const { seed } of broken.slice(0, 3)) {
    await explain(seed, args.steps);
  }
  return broken.length === 0;
}

if (process.argv[2] === '--work') {
  const [first = 0, last = 0, stride = 1, steps = 60] = process.argv.slice(3).map(Number);
  await work(first, last, stride, steps);
} else {
  process.exitCode = (await main()) ? 0 : 1;
}
