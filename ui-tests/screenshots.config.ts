import { defineConfig } from '@playwright/test';
import tests from './dashboard.config';
import { inProject } from '../scripts/project/paths.mjs';

/** `npm run screenshots`: not a test, but the pictures of the documentation, taken from the real server and dashboard with a simulated class. */
export default defineConfig(tests, {
  testDir: 'screenshots',
  outputDir: inProject('.test', 'screenshot-results'),
  timeout: 600_000,
  reporter: 'list',
  use: { ...tests.use, trace: 'off' },
});
