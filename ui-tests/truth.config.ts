import { defineConfig } from '@playwright/test';
import { inProject } from '../scripts/project/paths.mjs';
import base from './playwright.config';

/** What is told of runs in a real JupyterLab, held against what is true. `npm test` runs the short ones, `npm run test:truth` all. */
export default defineConfig({
  testDir: 'truth',
  outputDir: inProject('.test', 'truth-results'),
  // As in playwright.config.ts.
  workers: 2,
  fullyParallel: true,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'truth.json') }]],
  use: base.use as object,
  projects: [
    { name: 'short', grepInvert: /@long/u },
    { name: 'long', grep: /@long/u },
  ],
});
