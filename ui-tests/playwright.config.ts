import { defineConfig } from '@playwright/test';
import { inProject } from '../scripts/project/paths.mjs';
import { launchOptions } from './chromium';
import type { LogOptions } from './support/test';

export default defineConfig<LogOptions>({
  testDir: 'tests',
  // Each suite clears its own, and no other's.
  outputDir: inProject('.test', 'classroom-results'),
  // Each test has a server, a JupyterLab and two browser pages of its own, and waits for them more than it works.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'playwright.json') }]],
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 30_000,
    // What was done and said. A picture of the whole document at each step would take more of the machine than the test.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: launchOptions([
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]),
  },
  projects: [
    { name: 'SQLite', use: { logKind: 'sqlite' } },
    { name: 'Redis', use: { logKind: 'redis' }, grep: /@every-log/u },
  ],
});
