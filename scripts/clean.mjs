/** `npm run clean`: removes everything that was built, the demo's class and the tests' traces. The Node packages stay. */
import { rm } from 'node:fs/promises';
import { inProject } from './project/paths.mjs';

const GENERATED = [
  'lib',
  'dist',
  'jupyterlab_cell_monitor/labextension',
  'server-stub/dist',
  'simulation/dist',
  'node_modules/.cache/cell-monitor',
  'node_modules/.cache/cell-monitor-core',
  'ui-tests/playwright-report',
  '.build',
  '.demo',
  '.dev',
  '.test',
];

await Promise.all(GENERATED.map(path => rm(inProject(path), { recursive: true, force: true })));
