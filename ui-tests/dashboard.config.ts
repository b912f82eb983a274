import { defineConfig } from '@playwright/test';
import { inProject } from '../scripts/project/paths.mjs';
import { launchOptions } from './chromium';

/** The dashboard alone in a real browser, with the real server and students who report through its API. No JupyterLab. */
export default defineConfig({
  testDir: 'dashboard',
  // Apart from the other browser tests' results, which each run of theirs clears.
  outputDir: inProject('.test', 'dashboard-results'),
  globalSetup: './dashboard/support/set-up.ts',
  // Each test has a server and a browser of its own, and waits for them more than it works.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'dashboard.json') }]],
  use: {
    viewport: { width: 1280, height: 800 },
    // What was done and said. A picture of the whole document at each step would take more of the machine than the test.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: launchOptions(['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']),
  },
});
