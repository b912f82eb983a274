import { expectOnceAndInOrder, expectWholeRecord, runLabels } from './support/whole-record';
import { holdingsOf, record, statusOf } from './support/student-browser';
import { expect, test } from './support/test';

const MADE_UP_HOST = 'lab.example';

test('five tabs, one of them frozen: the others deliver, and the frozen one does when it thaws', async ({
  browserOfStudent,
  addressOf,
  gate,
  durable,
  server,
}) => {
  const pages = await Promise.all([1, 2, 3, 4, 5].map(() => browserOfStudent.open(addressOf())));
  const [frozen] = pages;
  if (frozen === undefined) {
    throw new Error('No tab was opened.');
  }
  await Promise.all(pages.map(page => expect.poll(async () => (await statusOf(page)).phase).toBe('reporting')));
  gate.set('hold_requests');
  await Promise.all(pages.map(page => record(page, 20)));
  await expect.poll(() => durable.count).toBe(100);
  const devtools = await browserOfStudent.context.newCDPSession(frozen);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  gate.set('pass');
  await expect.poll(async () => (await server.exportEvents()).length).toBeGreaterThanOrEqual(80);

  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  const events = await expectWholeRecord(server, durable);
  expect(runLabels(events)).toHaveLength(100);
  expect(new Set(events.map(event => event.sid)).size).toBe(5);
});

test('two tabs on plain http at a LAN address, without locks and random ids of the browser, deliver once', async ({
  startBrowser,
  addressOf,
  durable,
  server,
}) => {
  const browser = await startBrowser([`--host-resolver-rules=MAP ${MADE_UP_HOST} 127.0.0.1`]);
  const pages = [await browser.open(addressOf({ host: MADE_UP_HOST })), await browser.open(addressOf({ host: MADE_UP_HOST }))];
  for (const page of pages) {
    const context = await page.evaluate(() => [window.isSecureContext, 'locks' in navigator, 'randomUUID' in crypto]);
    expect(context).toEqual([false, false, false]);
    await record(page, 25);
  }
  await expect.poll(() => durable.count).toBe(50);
  const events = await expectWholeRecord(server, durable);
  expect(runLabels(events)).toHaveLength(50);
  expect(new Set(events.map(event => event.sid)).size).toBe(2);
});

test('two hub users on one origin neither see nor send each other’s events, and see only what they themselves have sent', async ({
  browserOfStudent,
  addressOf,
  gate,
  durable,
  server,
}) => {
  const ada = await browserOfStudent.open(addressOf({ student: 'ada', path: '/user/ada/' }));
  await expect.poll(async () => (await statusOf(ada)).phase).toBe('reporting');
  gate.set('hold_requests');
  await record(ada, 10);
  await expect.poll(() => durable.count).toBe(10);
  // Not closed: a closing page would hand its runs over.
  await browserOfStudent.crash(ada);
  gate.set('pass');

  const bob = await browserOfStudent.open(addressOf({ student: 'bob', path: '/user/bob/', runsAtLoad: 7 }));
  await expect.poll(async () => (await server.exportEvents()).length).toBe(7);
  // Two more reports: whatever would be adopted is adopted by then.
  const reports = gate.passed.length;
  await expect.poll(() => gate.passed.length).toBeGreaterThan(reports + 2);
  expect((await statusOf(bob)).waiting).toBe(0);
  const ofBob = await server.exportEvents();
  expect(ofBob.map(event => event.studentId)).toEqual(ofBob.map(() => 'bob'));
  expect(ofBob).toHaveLength(7);
  const heldByBob = await holdingsOf(bob);
  expect(heldByBob.waiting).toEqual([]);
  expect(heldByBob.sent.map(({ json }) => JSON.parse(json) as unknown)).toMatchObject(
    ofBob.toReversed().map(({ seq, data }) => ({ seq, data })),
  );

  const adaAgain = await browserOfStudent.open(addressOf({ student: 'ada', path: '/user/ada/' }));
  const events = await expectWholeRecord(server, durable);
  expectOnceAndInOrder(events);
  expect(events.filter(event => event.studentId === 'ada')).toHaveLength(10);
  expect(events).toHaveLength(17);
  await expect.poll(async () => (await holdingsOf(adaAgain)).sent.length).toBe(10);
  const sids = new Set((await holdingsOf(adaAgain)).sent.map(event => event.sid));
  expect(sids).toEqual(new Set(events.filter(event => event.studentId === 'ada').map(event => event.sid)));
});
