import { record, statusOf } from './support/student-browser';
import { expect, test } from './support/test';
import { expectWholeRecord, runLabels } from './support/whole-record';

test('a laptop that sleeps for 8 h with runs waiting delivers them when it wakes', async ({
  browserOfStudent,
  addressOf,
  gate,
  durable,
  server,
}) => {
  await browserOfStudent.context.clock.install();
  const page = await browserOfStudent.open(addressOf());
  await record(page, 10);
  await expect.poll(async () => (await server.exportEvents()).length).toBe(10);
  gate.set('hold_requests');
  await record(page, 15);
  await expect.poll(() => durable.count).toBe(25);

  const devtools = await browserOfStudent.context.newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await page.clock.fastForward('08:00:00');
  await record(page, 5);
  gate.set('pass');

  await expect.poll(() => durable.count).toBe(30);
  const events = await expectWholeRecord(server, durable);
  expect(runLabels(events)).toHaveLength(30);
  expect(new Set(events.map(event => event.sid)).size).toBe(1);
  await expect.poll(async () => (await statusOf(page)).waiting).toBe(0);
});
