import { expect, expectReporting, statusIn, test } from './support/client-test';

test('a student joins, runs cells, and the class has them', async ({ driver, addressOf, recordRuns, expectDelivered }) => {
  await driver.open(addressOf());
  await expectReporting(driver);
  await recordRuns(3);
  await expectDelivered();
  await expect.poll(async () => (await statusIn(driver)).waiting).toBe(0);
});

test('what is run while the server is away waits, over a reload, too', async ({ driver, addressOf, gate, recordRuns, expectDelivered }) => {
  await driver.open(addressOf());
  await expectReporting(driver);
  gate.set('cut');
  await recordRuns(3);
  await expect.poll(() => statusIn(driver)).toMatchObject({ phase: 'offline', waiting: 3 });
  await driver.reload();
  await recordRuns(2);
  await expect.poll(() => statusIn(driver)).toMatchObject({ phase: 'offline', waiting: 5, storage: 'indexeddb' });
  gate.set('pass');
  await driver.evaluate(() => window.cellMonitor.sendNow());
  await expectDelivered();
  await expectReporting(driver);
});

test('two tabs report beside each other, also the one that is out of sight', async ({ driver, addressOf, recordRuns, expectDelivered }) => {
  const first = await driver.currentTab();
  await driver.open(addressOf());
  await expectReporting(driver);
  const second = await driver.newTab();
  await driver.switchTo(second);
  await driver.open(addressOf());
  await expectReporting(driver);
  await recordRuns(2);
  await driver.switchTo(first);
  await recordRuns(2);
  await expectDelivered();
  await driver.switchTo(second);
  await driver.closeTab();
  await driver.switchTo(first);
  await recordRuns(2);
  await expectDelivered();
  await expectReporting(driver);
});
