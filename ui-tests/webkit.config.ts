import { defineConfig } from '@playwright/test';
import { inProject } from '../scripts/project/paths.mjs';

/** The delivery engine in WebKit, whose page cache and database have ways of their own: the client on a bare page, the real server. */
export default defineConfig({
  testDir: 'webkit',
  outputDir: inProject('.test', 'webkit-results'),
  globalSetup: './webkit/support/set-up.ts',
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: inProject('.test', 'webkit.json') }]],
});
