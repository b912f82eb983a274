import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { joinClass, sendBatch } from '../dashboard/support/reporting';
import { expect, test } from '../dashboard/support/test';
import { ClassUnderLoad } from './class-under-load';
import { type Tasks, traceTasks } from './main-thread-tasks';
import { type LoopDelays, type MainThreadShares, measureLoop, measureMainThread, readHeap, tellVisibility } from './page-costs';

const students = Number(process.env['STUDENTS'] ?? 200);
const eventsPerSecond = Number(process.env['EVENTS_PER_SECOND'] ?? 800);
const minutes = Number(process.env['MINUTES'] ?? 10);
const SCREENS = ['now', 'students', 'exercises'] as const;
const SCREEN_MS = 20_000;
const CALLS = 10;
const MIB = 1024 * 1024;

test(`a class of ${String(students)} at ${String(eventsPerSecond)} events a second`, async ({ browser, page, server, dashboard }) => {
  const { joinCode } = await server.findClass();
  const load = new ClassUnderLoad(server.url, joinCode, students, eventsPerSecond);
  await load.start();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await expect(dashboard.page.getByRole('main')).toBeVisible();

  for (const screen of SCREENS) {
    await page.evaluate(fragment => {
      window.location.hash = fragment;
    }, `/${screen}`);
    console.log(`${screen}: ${describe(await measureLoop(page, session, SCREEN_MS))}`);
    console.log(`${screen}: ${describeTasks(await traceTasks(browser, page, () => delay(SCREEN_MS)))}`);
  }
  await page.evaluate(() => {
    window.location.hash = '/now';
  });
  const heaps: number[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    heaps.push(await readHeap(session));
    console.log(`minute ${String(minute + 1)}: ${describe(await measureLoop(page, session, 60_000))}`);
  }
  heaps.push(await readHeap(session));
  console.log(`heap after each minute, MiB: ${heaps.map(bytes => (bytes / MIB).toFixed(1)).join(' ')}`);

  const waits: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const name = `Caller ${String(call)}`;
    const student = await joinClass(server.url, {
      joinCode,
      studentId: `caller${String(call)}`,
      displayName: name,
      team: '',
      deviceId: randomId(),
    });
    const time = new Date().toISOString();
    const startedMs = performance.now();
    const sid = randomId();
    await sendBatch(server.url, student, sid, [{ seq: 1, type: 'help.requested', time, data: { question: 'Why?' } }]);
    await page.locator('.need-line', { hasText: name }).waitFor({ state: 'attached' });
    waits.push(performance.now() - startedMs);
    // The list shows those who wait longest: each makes room for the next.
    await sendBatch(server.url, student, sid, [{ seq: 2, type: 'help.withdrawn', time, data: {} }]);
  }
  console.log(`a help request to the screen, ms: ${waits.map(ms => ms.toFixed(0)).join(' ')}`);

  console.log(`seen: ${describeShares(await measureMainThread(session, 30_000))}`);
  await tellVisibility(page, 'hidden');
  console.log(`hidden: ${describeShares(await measureMainThread(session, 30_000))}`);
  console.log(`events taken by the server: ${String(load.sent)}`);
  load.stop();
});

function describe({ p50, p99, max, longTasksPerMinute, busy }: LoopDelays): string {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return `event loop late by ${ms(p50)} (half), ${ms(p99)} (99%), ${ms(max)} (most); ${longTasksPerMinute.toFixed(1)} tasks over 50 ms a minute; busy ${(busy * 100).toFixed(1)}%`;
}

function describeTasks({ count, p50, p99, max, over50, processor }: Tasks): string {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return `tasks of ${ms(p50)} (half), ${ms(p99)} (99%), ${ms(max)} (most); ${String(over50)} of ${String(count)} over 50 ms; of the processor's time ${ms(processor.p99)} (99%), ${ms(processor.max)} (most), ${String(processor.over50)} over 50 ms`;
}

function describeShares({ busy, script, styleAndLayout }: MainThreadShares): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
  return `the main thread busy ${percent(busy)} of the time; script ${percent(script)}, style and layout ${percent(styleAndLayout)}`;
}

function randomId(): string {
  return randomBytes(16).toString('base64url');
}
