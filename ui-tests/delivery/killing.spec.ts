import { createSeededRandom } from '../../simulation/virtual/seeded-random';
import type { StudentBrowser } from './support/student-browser';
import { expect, test } from './support/test';
import { expectWholeRecord } from './support/whole-record';

/** Of each student: fifty in all, at two browsers at once. */
const KILLS = 25;

/** Each fifth kill takes the whole browser, the others the page's process. */
const takesBrowser = (kill: number): boolean => kill % 5 === 0;

/** The kill comes this long after the first durable runs of a page, at most: anywhere in a write, a report, an adoption. */
const MAX_LIFE_MS = 700;

for (const student of [1, 2]) {
  test(`25 kills of the renderer and of the whole browser while runs are recorded lose no durable run and double none, student ${String(student)}`, async ({
    startBrowser,
    addressOf,
    durable,
    server,
  }, testInfo) => {
    test.setTimeout(240_000);
    const random = createSeededRandom(2 * testInfo.repeatEachIndex + student);
    let browser: StudentBrowser = await startBrowser();
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const durableBefore = durable.count;
      const page = await browser.open(addressOf({ everyMs: 10 }));
      await expect.poll(() => durable.count, { intervals: [20] }).toBeGreaterThan(durableBefore);
      await page.waitForTimeout(random.draw() * MAX_LIFE_MS);
      if (takesBrowser(kill)) {
        await browser.kill();
        browser = await startBrowser();
      } else {
        await browser.crash(page);
      }
    }
    const last = await browser.open(addressOf());
    const events = await expectWholeRecord(server, durable).catch(async (error: unknown) => {
      // What is missing then rests in the browser: why it does, only this page can say.
      const said = await last.evaluate(async () => ({ status: window.cellMonitor.status, holdings: await window.cellMonitor.holdings() }));
      console.error(JSON.stringify(said));
      throw error;
    });
    const description = `${String(KILLS)} kills, ${String(durable.count)} durable runs, ${String(events.length)} delivered`;
    testInfo.annotations.push({ type: 'killed', description });
    expect(new Set(events.map(event => event.sid)).size).toBeGreaterThan(KILLS / 2);
  });
}
