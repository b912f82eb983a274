/** Whether a server stays as it is under a whole class for a while: `npm run soak`. Ends with 1 when it does not. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { watchClass, type WatchedClassFigures, type WatchedClassOptions } from '../../harness/dashboard/watch-class';
import { readStore, STORES } from '../../harness/processes/measured-store';
import { startServerOn } from '../../harness/processes/server-on-store';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { quantile } from '../../harness/report/quantile';
import type { RecordVerdict } from '../../harness/report/record-account';
import { formatTable, type Row, showCount, showMib, showMs, showPercent } from '../../harness/report/table';
import { trendOf } from '../../harness/report/trend';
import { verifyRecord } from '../../harness/report/verify-record';
import { Sampler } from './sampler';

const USAGE = `Usage: npm run soak -- [--minutes 10] [--connections 1000] [--dashboards 10] [--events-per-second 800] [--events 20]
    [--store ${STORES.join('|')}]`;

const WARM_UP_MS = 5000;

/** V8 does not tidy up to the same byte each time, and at this load only every few minutes: shorter runs cannot tell. */
const MAX_FLOOR_RISE = 0.1;
/** Files that come and go: a check of the log, a checkpoint. */
const MAX_FILES_OF_CHANGE = 10;
const MAX_REDIS_CONNECTIONS = 10;
const MAX_INGEST_P99_MS = 50;
const MAX_SHOWN_P99_MS = 300;

function readArguments() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      connections: { type: 'string', default: '1000' },
      dashboards: { type: 'string', default: '10' },
      'events-per-second': { type: 'string', default: '800' },
      events: { type: 'string', default: '20' },
      store: { type: 'string', default: 'redis-everysec' },
    },
  });
  const options: WatchedClassOptions = {
    students: readWhole(values.connections, 'connections'),
    dashboards: readWhole(values.dashboards, 'dashboards'),
    events: readWhole(values.events, 'events'),
    eventsPerSecond: readWhole(values['events-per-second'], 'events-per-second'),
    warmUpMs: WARM_UP_MS,
    measuredMs: readWhole(values.minutes, 'minutes') * 60_000,
  };
  return { options, store: readStore(values.store) };
}

interface Judged {
  readonly row: Row;
  readonly isGood: boolean;
}

const judge = (figure: string, value: string, limit: string, isGood: boolean): Judged => ({
  row: { figure, value, limit, verdict: isGood ? 'good' : 'NOT GOOD' },
  isGood,
});

/** What must not change while nothing changes. */
function judgeSteadiness({ rssBytes, openFiles, redisConnections }: Sampler): readonly Judged[] {
  const [memory, files, connections] = [trendOf(rssBytes), trendOf(openFiles), trendOf(redisConnections)];
  const range = `${showMib(memory.min)} to ${showMib(memory.max)} MiB`;
  const rise = `least of the second half ${showPercent(memory.floorRise)} above the first's`;
  const slope = `slope ${showMib(memory.slopePerMinute)} MiB/min`;
  return [
    judge(
      'memory (RSS)',
      `${range}, ${rise}, ${slope}`,
      `${showPercent(MAX_FLOOR_RISE)} above; tells from 10 min on`,
      memory.floorRise <= MAX_FLOOR_RISE,
    ),
    judge(
      'open files',
      `${showCount(files.min)} to ${showCount(files.max)}`,
      `differ by at most ${String(MAX_FILES_OF_CHANGE)}`,
      files.max - files.min <= MAX_FILES_OF_CHANGE,
    ),
    judge(
      'Redis connections',
      `${showCount(connections.min)} to ${showCount(connections.max)}`,
      `at most ${String(MAX_REDIS_CONNECTIONS)}`,
      connections.max <= MAX_REDIS_CONNECTIONS,
    ),
  ];
}

function judgeService(
  { tally, delaysMs, unseen, interruptions }: WatchedClassFigures,
  { acknowledged, lost, doubled }: RecordVerdict,
): readonly Judged[] {
  const shownMs = quantile(delaysMs, 0.99);
  return [
    judge(
      'ingest p50, p99',
      `${showMs(tally.p50Ms)}, ${showMs(tally.p99Ms)} ms`,
      `p99 at most ${String(MAX_INGEST_P99_MS)} ms`,
      tally.p99Ms <= MAX_INGEST_P99_MS,
    ),
    judge(
      'shown after p50, p99',
      `${showMs(quantile(delaysMs, 0.5))}, ${showMs(shownMs)} ms`,
      `p99 at most ${String(MAX_SHOWN_P99_MS)} ms`,
      shownMs <= MAX_SHOWN_P99_MS,
    ),
    judge('answers but 202', tally.refusalsInWords, 'none', tally.refusals.size === 0),
    judge('feeds that ended', showCount(interruptions), '0', interruptions === 0),
    judge('reports never shown', showCount(unseen), '0', unseen === 0),
    judge('lost, doubled', `${showCount(lost)}, ${showCount(doubled)} of ${showCount(acknowledged)}`, '0, 0', lost + doubled === 0),
  ];
}

await runMeasurement(USAGE, async () => {
  const { options, store } = readArguments();
  const server = await startServerOn(store, { folder: join(useTemporaryFolder(), 'server') });
  try {
    const sampler = new Sampler(server);
    const figures = await watchClass(server.api, options, () => sampler.start());
    sampler.stop();
    const judged = [...judgeSteadiness(sampler), ...judgeService(figures, await verifyRecord(server.api, figures.acknowledged))];
    const { students, dashboards, eventsPerSecond, measuredMs } = options;
    console.log(
      `${showCount(students)} connections, ${String(dashboards)} dashboards, ${showCount(eventsPerSecond)} events/s on ${store} ` +
        `for ${String(measuredMs / 60_000)} min; memory, files and Redis connections over the last two thirds\n`,
    );
    console.log(formatTable(judged.map(({ row }) => row)));
    return judged.every(({ isGood }) => isGood) ? 0 : 1;
  } finally {
    await server.stop();
  }
});
