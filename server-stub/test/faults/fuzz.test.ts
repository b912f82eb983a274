import { afterEach, expect, it } from 'vitest';
import { fuzz } from '../../../resilience/fuzz/fuzz';
import { INSTRUCTOR_TOKEN } from '../support/classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

const LIMIT_MS = 90_000;
const REQUESTS = 600;

const folder = new DataFolder();
afterEach(async () => {
  await ServerProcess.killAll();
  folder.remove();
});

// Faults 40, 42, 43 and 48; `npm run fuzz` sends many more, and others each time.
it('stands requests that are broken, hostile or of somebody without the right to them', { timeout: LIMIT_MS }, async () => {
  const server = await ServerProcess.start([], {
    CELL_MONITOR_DATA_DIR: folder.path,
    CELL_MONITOR_PORT: '0',
    CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN,
    CELL_MONITOR_TRUST_PROXY: '127.0.0.1',
    CELL_MONITOR_LOG_LEVEL: 'debug',
  });
  const fuzzed = {
    url: await server.listening(),
    pid: server.child.pid ?? 0,
    instructorToken: INSTRUCTOR_TOKEN,
    readLog: () => server.stderr,
  };
  const { routes, flaws } = await fuzz(fuzzed, { requests: REQUESTS, seed: 47 });

  expect(flaws).toEqual([]);
  expect(routes.map(({ path }) => path)).toContain('/api/v1/classes/:classId/state');
});
