import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { inProject } from '../../../scripts/project/paths.mjs';
import type { Driver, DriverOptions, StartedDriver } from './driver';
import { Screen } from './screen';
import { startFirefox } from './start-firefox';
import { startWebKit } from './start-webkit';

export interface EngineOptions {
  /** Which browser the journeys are driven in. */
  engine: 'webkit' | 'firefox';
}

interface TestArgs {
  driver: Driver;
  onScreen: Screen;
}

const START: Readonly<Record<EngineOptions['engine'], (options: DriverOptions) => Promise<StartedDriver>>> = {
  webkit: startWebKit,
  firefox: startFirefox,
};

/** A browser of its own for each test, of the engine that the project names. */
export const test = base.extend<TestArgs & EngineOptions>({
  engine: ['webkit', { option: true }],
  driver: async ({ engine }, use, testInfo) => {
    const home = await mkdtemp(join(tmpdir(), 'cell-monitor-browser-'));
    const options = { home, logFile: testInfo.outputPath('browser.log'), logDirectory: inProject('.test', 'logs') };
    const started = await START[engine](options);
    await use(started.driver);
    if (testInfo.status !== testInfo.expectedStatus) {
      await started.driver.takePicture().then(picture => writeFile(testInfo.outputPath('failed.png'), picture));
    }
    await started.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  },
  onScreen: async ({ driver }, use) => use(new Screen(driver)),
});
