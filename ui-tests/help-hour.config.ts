import { defineConfig } from '@playwright/test';
import { inProject } from '../scripts/project/paths.mjs';

/** Chosen by the set-up: a system's Chromium where Playwright's own browser is missing. */
const executablePath = process.env['CELL_MONITOR_TEST_BROWSER'];

/** `npm run test:help-hour`: three instructors in browsers of their own play an hour of help, compressed. `CELL_MONITOR_HELP_SEED` and `CELL_MONITOR_HELP_TURNS` choose another. */
export default defineConfig({
  testDir: 'help-hour',
  outputDir: inProject('.test', 'help-hour-results'),
  globalSetup: './dashboard/support/set-up.ts',
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 900_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'help-hour.json') }]],
  use: {
    viewport: { width: 1280, height: 800 },
    // What was done and said. A picture of the whole document at each step would take more of the machine than the test.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath !== undefined && executablePath !== '' && { executablePath }),
      args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
