import { mergeTests } from '@playwright/test';
import type { ReportingStatus } from '../../../src/client/status/reporting-status';
import { test as deliveryTest, expect } from '../../delivery/support/test';
import { runLabels } from '../../delivery/support/whole-record';
import type { Driver } from './driver';
import { test as engineTest } from './engine-test';

interface TestArgs {
  /** Records runs in the open page, numbered on from those before; expected by `expectDelivered`. */
  recordRuns: (count: number) => Promise<void>;
  /** Waits until the server has every run that was recorded, each once. */
  expectDelivered: () => Promise<void>;
}

/** The client alone on a bare page. */
export const test = mergeTests(deliveryTest, engineTest).extend<TestArgs & { recorded: string[] }>({
  // eslint-disable-next-line no-empty-pattern
  recorded: async ({}, use) => use([]),
  recordRuns: async ({ driver, recorded }, use) => {
    await use(async count => {
      recorded.push(...(await recordIn(driver, count)));
    });
  },
  expectDelivered: async ({ server, recorded }, use) => {
    await use(async () => {
      const delivered = async () => runLabels(await server.exportEvents()).toSorted();
      await expect.poll(delivered).toEqual(recorded.toSorted());
    });
  },
});

/** @param address of a client's page @returns one of the same origin without a client */
export function elsewhereOf(address: string): string {
  return new URL('/page.js', address).href;
}

/** What the client in the page says of itself. */
export function statusIn(driver: Driver): Promise<ReportingStatus> {
  return driver.evaluate(() => window.cellMonitor.status);
}

/** @returns the labels of the runs */
function recordIn(driver: Driver, count: number): Promise<string[]> {
  return driver.evaluate(many => {
    const { cellMonitor } = window;
    const before = cellMonitor.recorded;
    cellMonitor.record(many);
    return Array.from({ length: many }, (_, index) => `${cellMonitor.page}:${String(before + index + 1)}`);
  }, count);
}

/** Waits until the page reports from its database, and not from memory alone. */
export async function expectReporting(driver: Driver): Promise<void> {
  await expect.poll(() => statusIn(driver)).toMatchObject({ phase: 'reporting', storage: 'indexeddb' });
}

export { expect };
