import { LAN_NAME } from './support/driver';
import { expect, expectReporting, statusIn, test } from './support/client-test';

test('a page on a plain-http name, without the browser’s locks, has what waited before its reload at once', async ({
  driver,
  addressOf,
  gate,
  recordRuns,
  expectDelivered,
}) => {
  await driver.open(addressOf({ host: LAN_NAME }));
  expect(await driver.evaluate(() => [window.isSecureContext, 'locks' in navigator])).toEqual([false, false]);
  await expectReporting(driver);
  gate.set('cut');
  await recordRuns(3);
  await expect.poll(() => statusIn(driver)).toMatchObject({ phase: 'offline', waiting: 3 });
  await driver.reload();
  // The page that is gone held a lease of 150 s on them.
  await expect.poll(() => statusIn(driver), { timeout: 10_000 }).toMatchObject({ waiting: 3 });
  gate.set('pass');
  await driver.evaluate(() => window.cellMonitor.sendNow());
  await expectDelivered();
});
