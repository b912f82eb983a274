import { LAN_NAME } from './support/driver';
import { elsewhereOf, expect, expectReporting, statusIn, test } from './support/client-test';

/** As a student comes back to a page: the client they find must be at work. `isKept`: every engine here puts a page at rest away and brings it back as it was. */
const RETURNS = {
  'by its address': { way: 'address', host: '127.0.0.1', isKept: false },
  'by the back button': { way: 'back', host: '127.0.0.1', isKept: false },
  // Firefox puts away no page that holds one of the browser's locks: here there are none.
  'by the back button, on a plain-http name,': { way: 'back', host: LAN_NAME, isKept: true },
} as const;

for (const [words, { way, host, isKept }] of Object.entries(RETURNS)) {
  test(`a page that was left by another address and is come back to ${words} goes on`, async ({
    driver,
    addressOf,
    recordRuns,
    expectDelivered,
  }) => {
    const address = addressOf({ host });
    const leaveAndReturn = async () => {
      await driver.open(elsewhereOf(address));
      await (way === 'back' ? driver.back() : driver.open(address));
      return driver.evaluate(() => window.cellMonitor.recorded);
    };
    await driver.open(address);
    await expectReporting(driver);
    for (let round = 1; round <= 3; round += 1) {
      // Left in the middle of a write, and before it. Whether a page is put away then is up to the engine.
      await recordRuns(3);
      await leaveAndReturn();
      await expectReporting(driver);
      await recordRuns(3);
      await expectDelivered();
    }
    if (isKept) {
      const leaveAtRest = async () => {
        await expectReporting(driver);
        await recordRuns(3);
        await expectDelivered();
        return leaveAndReturn();
      };
      await expect.poll(leaveAtRest, { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
      await recordRuns(3);
      await expectDelivered();
    }
  });
}

test('a page that was left and is come back to has its runs of just before', async ({ driver, addressOf, recordRuns, expectDelivered }) => {
  await driver.open(addressOf());
  await expectReporting(driver);
  for (let round = 1; round <= 3; round += 1) {
    await recordRuns(3);
    await driver.reload();
    await expectReporting(driver);
  }
  await expectDelivered();
});

for (const [moment, isAtWork, tag] of [
  ['in the middle of its writes', true, ' @short'],
  ['while it opens its database', false, ''],
] as const) {
  test(`a page that is left again and again ${moment} leaves a database that answers the next${tag}`, async ({
    driver,
    addressOf,
    server,
  }) => {
    for (let round = 1; round <= 8; round += 1) {
      await driver.open(addressOf({ everyMs: 5, runsAtLoad: 5 }));
      if (isAtWork) {
        await expect.poll(() => statusIn(driver), { intervals: [20] }).toMatchObject({ phase: 'reporting', storage: 'indexeddb' });
      }
      await driver.open(elsewhereOf(addressOf()));
    }
    await driver.open(addressOf());
    await expectReporting(driver);
    await expect.poll(async () => (await statusIn(driver)).waiting).toBe(0);
    const sources = async () => (await server.readDeliveryReport()).sources;
    await expect.poll(async () => (await sources()).length).toBeGreaterThanOrEqual(isAtWork ? 8 : 1);
    expect((await sources()).filter(({ received, hwm, missing }) => received !== hwm || missing.length > 0)).toEqual([]);
  });
}
