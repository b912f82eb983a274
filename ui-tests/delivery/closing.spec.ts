import { record, statusOf } from './support/student-browser';
import { expect, test } from './support/test';
import { expectWholeRecord, runLabels } from './support/whole-record';

const KIB = 1024;

for (const mode of ['hold_requests', 'hold_replies'] as const) {
  const moment = mode === 'hold_requests' ? 'before the server has it' : 'when the server has it and has not answered';
  test(`a tab that is closed in the middle of a report, ${moment}, loses nothing and doubles nothing`, async ({
    browserOfStudent,
    addressOf,
    gate,
    durable,
    server,
  }) => {
    const page = await browserOfStudent.open(addressOf());
    await expect.poll(async () => (await statusOf(page)).phase).toBe('reporting');
    gate.set(mode);
    await record(page, 30);
    await expect.poll(() => durable.count).toBe(30);
    await expect.poll(() => gate.held).toBeGreaterThan(0);
    await page.close();
    gate.set('pass');

    await browserOfStudent.open(addressOf({ runsAtLoad: 5 }));
    await expect.poll(() => durable.count).toBe(35);
    expect(runLabels(await expectWholeRecord(server, durable))).toHaveLength(35);
  });
}

test('a page that is closed with 300 KiB waiting hands over the oldest part, and the next page sends the rest', async ({
  browserOfStudent,
  addressOf,
  gate,
  durable,
  server,
}) => {
  const page = await browserOfStudent.open(addressOf());
  await expect.poll(async () => (await statusOf(page)).phase).toBe('reporting');
  gate.set('pass_closing_only');
  await record(page, 40, 8 * KIB);
  await expect.poll(() => durable.count).toBe(40);
  await page.close();

  await expect.poll(async () => (await server.exportEvents()).length).toBeGreaterThan(0);
  const handedOver = await server.exportEvents();
  expect(handedOver.map(event => event.seq)).toEqual(handedOver.map((_, index) => index + 1));
  expect(handedOver.length).toBeLessThan(40);
  expect(gate.passed.filter(report => report.isClosing && report.bytes > 64 * KIB)).toEqual([]);

  gate.set('pass');
  await browserOfStudent.open(addressOf());
  expect(runLabels(await expectWholeRecord(server, durable))).toHaveLength(40);
});

test('a page that is reloaded 50 times in 10 s loses nothing and doubles nothing', async ({
  browserOfStudent,
  addressOf,
  durable,
  server,
}, testInfo) => {
  const page = await browserOfStudent.open(addressOf({ runsAtLoad: 6, everyMs: 20 }));
  await expect.poll(async () => (await statusOf(page)).phase).toBe('reporting');
  const startedMs = performance.now();
  for (let reload = 1; reload <= 50; reload += 1) {
    await page.reload();
    await page.waitForTimeout(Math.max(0, startedMs + reload * 200 - performance.now()));
  }
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  testInfo.annotations.push({ type: '50 reloads', description: `${seconds} s, ${String(durable.count)} runs` });
  await page.goto(addressOf());
  expect(durable.count).toBeGreaterThan(50);
  await expectWholeRecord(server, durable);
});
