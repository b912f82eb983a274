import { defineConfig } from '@playwright/test';
import tests from './dashboard.config';
import { inProject } from '../scripts/project/paths.mjs';

/** `npm run bench:page`: not a test, but what the dashboard's page costs while a class is at work. */
export default defineConfig(tests, {
  testDir: 'measurements',
  outputDir: inProject('.test', 'measurement-results'),
  timeout: 3_600_000,
  reporter: 'list',
  use: { ...tests.use, trace: 'off' },
});
