import type { Page } from '@playwright/test';
import { record, statusOf } from './support/student-browser';
import { expect, test } from './support/test';
import { expectOnceAndInOrder, expectWholeRecord, runLabels } from './support/whole-record';

const KIB = 1024;

const originOf = (page: Page): string => new URL(page.url()).origin;

/** As the browser does on a full disk. */
async function evictDatabases(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: originOf(page), storageTypes: 'indexeddb' });
}

test('a browser that refuses its database reports from memory, and says so', async ({ browserOfStudent, addressOf, server }) => {
  await browserOfStudent.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    };
  });
  const page = await browserOfStudent.open(addressOf({ runsAtLoad: 5 }));
  await expect.poll(async () => (await statusOf(page)).storage).toBe('memory');
  await record(page, 20);
  await expect.poll(async () => runLabels(await server.exportEvents()).length).toBe(25);
  expectOnceAndInOrder(await server.exportEvents());
  await expect.poll(async () => (await statusOf(page)).waiting).toBe(0);
});

test('a full disk loses nothing while the page lives, and every waiting run is counted', async ({
  browserOfStudent,
  addressOf,
  gate,
  server,
}) => {
  const page = await browserOfStudent.open(addressOf({ path: '/page.js' }));
  const devtools = await browserOfStudent.context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: originOf(page), quotaSize: 200 * KIB });
  await page.goto(addressOf());
  await expect.poll(async () => (await statusOf(page)).phase).toBe('reporting');
  gate.set('hold_requests');
  // The browser looks at its quota from time to time only: it is written to until it says no, and not faster than a server could take it.
  let recorded = 0;
  while ((await statusOf(page)).storage !== 'memory') {
    await record(page, 5, 8 * KIB);
    recorded += 5;
    await expect.poll(async () => (await statusOf(page)).waiting).toBe(recorded);
    await page.waitForTimeout(200);
  }

  gate.set('pass');
  await page.evaluate(() => window.cellMonitor.sendNow());
  await expect.poll(async () => runLabels(await server.exportEvents()).length).toBe(recorded);
  expectOnceAndInOrder(await server.exportEvents());
});

test('a database connection that is closed under a write is opened again, and the write repeated', async ({
  browserOfStudent,
  addressOf,
  durable,
  server,
}) => {
  await browserOfStudent.context.addInitScript(() => {
    // What a browser does that closes a database: the transactions under way abort, and the connection says so and is dead.
    let writes = 0;
    const put = Reflect.get(IDBObjectStore.prototype, 'put') as (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest;
    IDBObjectStore.prototype.put = function breakingPut(value: unknown, key?: IDBValidKey) {
      const request = put.call(this, value, key) as IDBRequest<IDBValidKey>;
      const isEvent = typeof value === 'object' && value !== null && 'body' in value;
      writes += isEvent ? 1 : 0;
      if (isEvent && [1, 3, 12].includes(writes)) {
        const { db } = this.transaction;
        this.transaction.abort();
        db.close();
        db.dispatchEvent(new Event('close'));
      }
      return request;
    };
  });
  const page = await browserOfStudent.open(addressOf());
  for (let round = 1; round <= 10; round += 1) {
    await record(page, 5);
    await expect.poll(() => durable.count).toBe(round * 5);
  }
  expect(runLabels(await expectWholeRecord(server, durable))).toHaveLength(50);
  expect((await statusOf(page)).storage).toBe('indexeddb');
});

test('a database that another tab deletes, or the browser evicts, costs no run that is recorded afterwards', async ({
  browserOfStudent,
  addressOf,
  durable,
  server,
}) => {
  const page = await browserOfStudent.open(addressOf({ runsAtLoad: 10 }));
  await expect.poll(async () => runLabels(await server.exportEvents()).length).toBe(10);
  const other = await browserOfStudent.context.newPage();
  await other.goto(`${originOf(page)}/page.js`);
  await other.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) {
      await new Promise(resolve => {
        indexedDB.deleteDatabase(name).addEventListener('success', resolve);
      });
    }
  });
  await record(page, 10);
  await expect.poll(() => durable.count).toBe(20);
  await expect.poll(async () => runLabels(await server.exportEvents()).length).toBe(20);

  await evictDatabases(page);
  await record(page, 10);
  await expect.poll(() => durable.count).toBe(30);
  expect(runLabels(await expectWholeRecord(server, durable))).toHaveLength(30);
});

test('a page whose database was thrown away before it was opened reports under its student’s name as before', async ({
  browserOfStudent,
  addressOf,
  durable,
  server,
}) => {
  const page = await browserOfStudent.open(addressOf({ runsAtLoad: 10 }));
  await expect.poll(async () => runLabels(await server.exportEvents()).length).toBe(10);
  // Of the same origin, and without a client that would write.
  await page.goto(`${originOf(page)}/page.js`);
  await evictDatabases(page);
  await browserOfStudent.open(addressOf({ runsAtLoad: 10 }));
  await expect.poll(async () => runLabels(await server.exportEvents()).length).toBe(20);
  await expectWholeRecord(server, durable);
});

test('runs that are evicted before they were sent are missed in the record, and do not block those recorded afterwards', async ({
  browserOfStudent,
  addressOf,
  gate,
  durable,
  server,
}) => {
  const page = await browserOfStudent.open(addressOf({ runsAtLoad: 10 }));
  await expect.poll(async () => runLabels(await server.exportEvents()).length).toBe(10);
  gate.set('hold_requests');
  await expect.poll(() => gate.held).toBeGreaterThan(0);
  await record(page, 10);
  await expect.poll(() => durable.count).toBe(20);
  await evictDatabases(page);
  await record(page, 10);
  gate.set('pass');

  await expect.poll(async () => runLabels(await server.exportEvents()).length).toBe(20);
  await expect.poll(async () => (await statusOf(page)).waiting).toBe(0);
  const { sources } = await server.readDeliveryReport();
  expect(sources).toMatchObject([{ hwm: 30, received: 20, missing: [{ from: 11, to: 20 }] }]);
});
