import { expect, expectReporting, statusIn, test } from './support/client-test';

/** As a student comes back to a page: the client they find must be at work. */
const RETURNS = {
  'by its address': 'address',
  'by the back button': 'back',
} as const;

for (const [words, way] of Object.entries(RETURNS)) {
  test(`a page that was left by another address and is come back to ${words} goes on`, async ({
    driver,
    addressOf,
    elsewhere,
    recordRuns,
    expectDelivered,
  }) => {
    await driver.open(addressOf());
    await expectReporting(driver);
    for (let round = 1; round <= 3; round += 1) {
      // Left in the middle of a write, and before it.
      await recordRuns(3);
      await driver.open(elsewhere);
      await (way === 'back' ? driver.back() : driver.open(addressOf()));
      await expectReporting(driver);
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
    elsewhere,
    server,
  }) => {
    for (let round = 1; round <= 8; round += 1) {
      await driver.open(addressOf({ everyMs: 5, runsAtLoad: 5 }));
      if (isAtWork) {
        await expect.poll(() => statusIn(driver), { intervals: [20] }).toMatchObject({ phase: 'reporting', storage: 'indexeddb' });
      }
      await driver.open(elsewhere);
    }
    await driver.open(addressOf());
    await expectReporting(driver);
    await expect.poll(async () => (await statusIn(driver)).waiting).toBe(0);
    const sources = async () => (await server.readDeliveryReport()).sources;
    await expect.poll(async () => (await sources()).length).toBeGreaterThanOrEqual(isAtWork ? 8 : 1);
    expect((await sources()).filter(({ received, hwm, missing }) => received !== hwm || missing.length > 0)).toEqual([]);
  });
}
