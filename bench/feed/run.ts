/** How fast a class at work is taken in and shown: `npm run bench:feed`. Ends with 1 when the record is not whole. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { readStores, type StoreName, STORES } from '../../harness/processes/measured-store';
import { readProcess } from '../../harness/processes/process-figures';
import { startServerOn } from '../../harness/processes/server-on-store';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { quantile } from '../../harness/report/quantile';
import { formatTable, type Row, showCount, showMib, showMs } from '../../harness/report/table';
import { verifyRecord } from '../../harness/report/verify-record';
import { watchClass, type WatchedClassOptions } from '../../harness/dashboard/watch-class';

const USAGE = `Usage: npm run bench:feed -- [--students 200] [--dashboards 10] [--events-per-second 800] [--events 20] [--seconds 30]
    [--store ${STORES.join(',')}]`;

const WARM_UP_MS = 5000;

function readArguments() {
  const { values } = parseArgs({
    options: {
      students: { type: 'string', default: '200' },
      dashboards: { type: 'string', default: '10' },
      'events-per-second': { type: 'string', default: '800' },
      events: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '30' },
      store: { type: 'string', default: STORES.join(',') },
    },
  });
  const options: WatchedClassOptions = {
    students: readWhole(values.students, 'students'),
    dashboards: readWhole(values.dashboards, 'dashboards'),
    events: readWhole(values.events, 'events'),
    eventsPerSecond: readWhole(values['events-per-second'], 'events-per-second'),
    warmUpMs: WARM_UP_MS,
    measuredMs: readWhole(values.seconds, 'seconds') * 1000,
  };
  return { options, stores: readStores(values.store) };
}

async function measureStore(name: StoreName, options: WatchedClassOptions, folder: string): Promise<{ row: Row; isWhole: boolean }> {
  const server = await startServerOn(name, { folder });
  try {
    const { tally, delaysMs, unseen, framesPerSecond, acknowledged } = await watchClass(server.api, options);
    const { lost, doubled } = await verifyRecord(server.api, acknowledged);
    const row = {
      store: name,
      'events/s': showCount((tally.events / options.measuredMs) * 1000),
      'ingest p50 ms': showMs(tally.p50Ms),
      'ingest p99 ms': showMs(tally.p99Ms),
      'shown after p50 ms': showMs(quantile(delaysMs, 0.5)),
      'shown after p99 ms': showMs(quantile(delaysMs, 0.99)),
      'never shown': showCount(unseen),
      'frames/s': framesPerSecond.toFixed(1),
      'not 202': tally.refusalsInWords,
      'lost/doubled': `${showCount(lost)}/${showCount(doubled)}`,
      'max RSS MiB': showMib(readProcess(server.pid).maxRssBytes),
    };
    return { row, isWhole: lost + doubled + unseen === 0 };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMeasurement(USAGE, async () => {
  const { options, stores } = readArguments();
  const folder = useTemporaryFolder();
  const measured = [];
  for (const store of stores) {
    console.error(`${store} …`);
    measured.push(await measureStore(store, options, join(folder, 'server')));
  }
  const { students, dashboards, events, eventsPerSecond } = options;
  console.log(
    `${showCount(students)} students on a connection each, ${showCount(eventsPerSecond)} events/s in reports of ${String(events)}, ` +
      `${String(dashboards)} dashboards. Latency from when a report is due to its 202; shown: from the 202 to the delta that counts its events.\n` +
      'Goals: ingest p99 20 ms, at most 50; shown after p99 at most 300 ms.\n',
  );
  console.log(formatTable(measured.map(({ row }) => row)));
  return measured.every(({ isWhole }) => isWhole) ? 0 : 1;
});
