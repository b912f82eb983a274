import { defineConfig } from '@playwright/test';
import { inProject } from '../scripts/project/paths.mjs';
import { launchOptions } from './chromium';

/** A real JupyterHub with users of its own, and the real server that trusts it. */
export default defineConfig({
  testDir: 'hub',
  // Apart from the other browser tests' results, which each run of theirs clears.
  outputDir: inProject('.test', 'hub-results'),
  // A hub starts its users' JupyterLabs one after the other, as they come.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'hub.json') }]],
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: launchOptions(['--disable-gpu', '--no-first-run']),
  },
});
