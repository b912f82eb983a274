import { expect, expectReporting, statusIn, test } from './support/test';

test('a student joins, runs cells, and the class has them', async ({ webkit, addressOf, recordRuns, expectDelivered }) => {
  await webkit.open(addressOf());
  await expectReporting(webkit);
  await recordRuns(3);
  await expectDelivered();
  await expect.poll(async () => (await statusIn(webkit)).waiting).toBe(0);
});

test('what is run while the server is away waits, over a reload, too', async ({ webkit, addressOf, gate, recordRuns, expectDelivered }) => {
  await webkit.open(addressOf());
  await expectReporting(webkit);
  gate.set('cut');
  await recordRuns(3);
  await expect.poll(() => statusIn(webkit)).toMatchObject({ phase: 'offline', waiting: 3 });
  await webkit.reload();
  await recordRuns(2);
  await expect.poll(() => statusIn(webkit)).toMatchObject({ phase: 'offline', waiting: 5, storage: 'indexeddb' });
  gate.set('pass');
  await webkit.run(() => window.cellMonitor.sendNow());
  await expectDelivered();
  await expectReporting(webkit);
});

test('two tabs report beside each other, also the one that is out of sight', async ({ webkit, addressOf, recordRuns, expectDelivered }) => {
  const first = await webkit.currentTab();
  await webkit.open(addressOf());
  await expectReporting(webkit);
  const second = await webkit.newTab();
  await webkit.switchTo(second);
  await webkit.open(addressOf());
  await expectReporting(webkit);
  await recordRuns(2);
  await webkit.switchTo(first);
  await recordRuns(2);
  await expectDelivered();
  await webkit.switchTo(second);
  await webkit.closeTab();
  await webkit.switchTo(first);
  await recordRuns(2);
  await expectDelivered();
  await expectReporting(webkit);
});
