import { defineConfig } from '@playwright/test';
import tests from './dashboard.config';
import { inProject } from '../scripts/project/paths.mjs';

/** `npm run test:help-hour`: three instructors in browsers of their own play an hour of help, compressed. `CELL_MONITOR_HELP_SEED` and `CELL_MONITOR_HELP_TURNS` choose another. */
export default defineConfig(tests, {
  testDir: 'help-hour',
  outputDir: inProject('.test', 'help-hour-results'),
  workers: 1,
  timeout: 900_000,
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'help-hour.json') }]],
});
