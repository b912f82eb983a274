import { defineConfig } from '@playwright/test';
import { inProject } from '../scripts/project/paths.mjs';
import type { EngineOptions } from './browsers/support/engine-test';

/**
 * The same journeys in browsers that are not Chromium, each with its own ways of keeping pages and databases: the client on a bare page,
 * JupyterLab, the dashboard. `npm test` runs the @short ones, `npm run test:webkit` and `npm run test:firefox` all.
 */
export default defineConfig<EngineOptions>({
  testDir: 'browsers',
  outputDir: inProject('.test', 'browsers-results'),
  // Each test has a server and a browser of its own, and waits for them more than it works.
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'browsers.json') }]],
  projects: [
    { name: 'WebKit', grepInvert: /@firefox/u, use: { engine: 'webkit' } },
    { name: 'Firefox', use: { engine: 'firefox' } },
  ],
});
