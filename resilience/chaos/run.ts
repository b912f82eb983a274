/**
 * A class of 200 with the extension's own delivery code, and one bad day after the other: `npm run chaos`. At the end all trouble ends,
 * everybody reports what is left, and the server's record is checked. Ends with 1 when an event is lost, doubled, out of order or not delivered.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createSeededRandom, type SeededRandom } from '../../simulation/virtual/seeded-random';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import type { RecordVerdict } from '../../harness/report/record-account';
import { formatTable, type Row, showCount, showMib } from '../../harness/report/table';
import { verifyRecord } from '../../harness/report/verify-record';
import type { BadDay } from './bad-day';
import { ClassInTrouble, type ClassOptions, type Settlement } from './class-in-trouble';
import { clientDays } from './client-days';
import { Diary, showSeconds } from './diary';
import { openTroubledStore, readStore, STORES, type TroubledStoreName } from './redis-days';
import { TroubledServer } from './troubled-server';

const USAGE = `Usage: npm run chaos -- [--minutes 5] [--seed 1] [--store ${STORES.join('|')}] [--workers 1]
    [--students 200] [--events-per-second 300] [--dashboards 5]`;

/** Faster than any class reports, and so that every bad day meets reports that are under way. */
const CADENCE_MS = 2000;
const [MIN_CALM_MS, MAX_CALM_MS] = [2000, 8000];
const SAMPLE_MS = 500;

interface Arguments extends ClassOptions {
  readonly minutes: number;
  readonly store: TroubledStoreName;
  readonly workers: number;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      store: { type: 'string', default: 'redis' },
      workers: { type: 'string', default: '1' },
      students: { type: 'string', default: '200' },
      'events-per-second': { type: 'string', default: '300' },
      dashboards: { type: 'string', default: '5' },
    },
  });
  return {
    minutes: readWhole(values.minutes, 'minutes'),
    seed: readWhole(values.seed, 'seed'),
    store: readStore(values.store),
    workers: readWhole(values.workers, 'workers'),
    students: readWhole(values.students, 'students'),
    eventsPerSecond: readWhole(values['events-per-second'], 'events-per-second'),
    dashboards: readWhole(values.dashboards, 'dashboards'),
  };
}

/** One bad day after the other, each of them once before any comes again. */
async function goThrough(days: readonly BadDay[], endMs: number, random: SeededRandom, room: ClassInTrouble): Promise<Diary> {
  const diary = new Diary();
  for (let left: BadDay[] = []; performance.now() < endMs;) {
    left = left.length > 0 ? left : [...days];
    for (const day of left.splice(random.between(0, left.length - 1), 1)) {
      const startedMs = performance.now();
      const latenciesMs = await latenciesDuring(room, () => day.happen(random));
      diary.note(day.name, { latenciesMs, lastedMs: performance.now() - startedMs, recoveryMs: await room.recover() });
    }
    const calm = await latenciesDuring(room, () => delay(random.between(MIN_CALM_MS, MAX_CALM_MS)));
    calm.forEach(latency => diary.calmLatenciesMs.push(latency));
  }
  return diary;
}

async function latenciesDuring({ record }: ClassInTrouble, happening: () => Promise<void>): Promise<readonly number[]> {
  const before = record.latenciesMs.length;
  await happening();
  return record.latenciesMs.slice(before);
}

async function live(args: Arguments, server: TroubledServer, days: readonly BadDay[]): Promise<number> {
  const { api } = server;
  const room = new ClassInTrouble(api, await api.joinCode(), args);
  await room.begin(args.dashboards);
  const sampling = setInterval(() => server.readMemory(), SAMPLE_MS);
  const diary = await goThrough(days, performance.now() + args.minutes * 60_000, createSeededRandom(args.seed), room);
  const settlement = await room.settle();
  clearInterval(sampling);
  // Before the record is asked for: a server that did not survive has none.
  console.log(`\n${diary.toTable()}\n\n${formatTable([describe(room, diary, settlement, server)])}\n`);
  await room.leave();
  const verdict = await verifyRecord(api, room.record.acknowledged);
  console.log(formatTable([describeVerdict(settlement, verdict)]));
  const faults = verdict.lost + verdict.doubled + verdict.disordered + settlement.undelivered + settlement.wrongTotals.length;
  return faults === 0 ? 0 : 1;
}

function describe({ record, recorded }: ClassInTrouble, diary: Diary, { reportedAfterMs }: Settlement, server: TroubledServer): Row {
  return {
    events: showCount(recorded),
    reports: showCount(record.reports),
    'answered 503': `${(((record.outcomes.get('unavailable') ?? 0) / record.reports) * 100).toFixed(1)}%`,
    failures: record.failuresInWords,
    'longest recovery, s': showSeconds(diary.longestRecoveryMs),
    'all reported after, s': showSeconds(reportedAfterMs),
    'memory at the end (most), MiB': `${server.readMemory().map(showMib).join(' + ')} (${showMib(server.maxRssBytes)})`,
  };
}

function describeVerdict({ undelivered, wrongTotals }: Settlement, { lost, doubled, disordered }: RecordVerdict): Row {
  return {
    lost: showCount(lost),
    doubled: showCount(doubled),
    'out of order': showCount(disordered),
    undelivered: showCount(undelivered),
    'dashboards show all': wrongTotals.length === 0 ? 'yes' : `NO: ${wrongTotals.map(showCount).join('; ')}`,
  };
}

await runMeasurement(USAGE, async () => {
  const args = readArguments();
  const folder = join(useTemporaryFolder(), 'server');
  mkdirSync(folder, { recursive: true });
  const store = await openTroubledStore(args.store);
  const server = await TroubledServer.start({ redisUrl: store.redisUrl, folder, cadenceMs: CADENCE_MS, workers: args.workers });
  try {
    return await live(args, server, [...store.badDays, ...server.badDays, ...clientDays(server.api)]);
  } finally {
    await server.stop();
    await store.stop();
  }
});
