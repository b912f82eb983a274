import { loadavg } from 'node:os';
import { letClassWork } from '../dashboard/support/class-at-work';
import { OWNER_TOKEN, test } from '../dashboard/support/test';
import { describeLoad, firstNeedMs, slowDown, Traffic, watchForFirstNeed } from './slow-machine';

const students = Number(process.env['STUDENTS'] ?? 200);
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);

test(`how soon a slow phone shows who of ${String(students)} needs somebody`, async ({ browser, server }) => {
  const { joinCode } = await server.findClass();
  await letClassWork({ url: server.url, joinCode, students, minutes: 25 });
  for (const way of ['by the link', 'by the cookie'] as const) {
    const all: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      if (way === 'by the cookie') {
        await context.request.post(`${server.url}/api/v1/session`, { data: { token: OWNER_TOKEN } });
      }
      await watchForFirstNeed(page);
      const session = await context.newCDPSession(page);
      await slowDown(session);
      const traffic = new Traffic(session);
      await page.goto(way === 'by the link' ? server.dashboardUrl : server.url, { waitUntil: 'commit' });
      const ms = await firstNeedMs(page);
      const { files, bytes } = traffic.of('.js', '.css');
      console.log(
        `${way}: who needs somebody after ${(ms / 1000).toFixed(2)} s; script and styles ${(bytes / 1000).toFixed(1)} kB in ${String(files)} files`,
      );
      all.push(ms);
      if (round === 0) {
        console.log(await describeLoad(page));
      }
      await context.close();
    }
    const median = all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
    console.log(
      `${way}: the median of ${String(ROUNDS)} is ${(median / 1000).toFixed(2)} s; load of the machine ${loadavg()
        .map(load => load.toFixed(1))
        .join(' ')}`,
    );
  }
});
