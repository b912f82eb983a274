import { defineConfig } from '@playwright/test';
import { inProject } from '../scripts/project/paths.mjs';

/** The delivery engine alone in a real browser: the extension's own client on a bare page, the real server, no JupyterLab. */
export default defineConfig({
  testDir: 'delivery',
  // Apart from the other browser tests' results, which each run of theirs clears.
  outputDir: inProject('.test', 'delivery-results'),
  globalSetup: './delivery/support/set-up.ts',
  // Each test has a server and a browser of its own, and waits for them more than it works.
  workers: 3,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'delivery.json') }]],
});
