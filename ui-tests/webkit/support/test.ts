import { join } from 'node:path';
import { inProject } from '../../../scripts/project/paths.mjs';
import type { ReportingStatus } from '../../../src/client/status/reporting-status';
import { test as base, expect } from '../../delivery/support/test';
import { runLabels } from '../../delivery/support/whole-record';
import { startWebKit } from './student-webkit';
import type { WebDriver } from './web-driver';

interface TestArgs {
  webkit: WebDriver;
  /** An address of the same origin without a client. */
  elsewhere: string;
  /** Records runs in the open page, numbered on from those before; expected by `expectDelivered`. */
  recordRuns: (count: number) => Promise<void>;
  /** Waits until the server has every run that was recorded, each once. */
  expectDelivered: () => Promise<void>;
}

export const test = base.extend<TestArgs & { recorded: string[] }>({
  webkit: async ({ directory }, use, testInfo) => {
    const options = { home: join(directory, 'home'), logFile: testInfo.outputPath('webkit.log'), logDirectory: inProject('.test', 'logs') };
    const started = await startWebKit(options);
    await use(started.driver);
    await started.close();
  },
  elsewhere: async ({ addressOf }, use) => use(new URL('/page.js', addressOf()).href),
  // eslint-disable-next-line no-empty-pattern
  recorded: async ({}, use) => use([]),
  recordRuns: async ({ webkit, recorded }, use) => {
    await use(async count => {
      recorded.push(...(await recordIn(webkit, count)));
    });
  },
  expectDelivered: async ({ server, recorded }, use) => {
    await use(async () => {
      const delivered = async () => runLabels(await server.exportEvents()).toSorted();
      await expect.poll(delivered).toEqual(recorded.toSorted());
    });
  },
});

/** What the client in the page says of itself. */
export function statusIn(browser: WebDriver): Promise<ReportingStatus> {
  return browser.run(() => window.cellMonitor.status);
}

/** @returns the labels of the runs */
function recordIn(browser: WebDriver, count: number): Promise<string[]> {
  return browser.run(many => {
    const { cellMonitor } = window;
    const before = cellMonitor.recorded;
    cellMonitor.record(many);
    return Array.from({ length: many }, (_, index) => `${cellMonitor.page}:${String(before + index + 1)}`);
  }, count);
}

export async function expectReporting(browser: WebDriver): Promise<void> {
  await expect.poll(() => statusIn(browser)).toMatchObject({ phase: 'reporting', storage: 'indexeddb' });
}

export { expect };
