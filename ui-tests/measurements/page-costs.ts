import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';

export interface LoopDelays {
  /** Milliseconds that the page's event loop kept something waiting. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Tasks of more than 50 ms, a minute. */
  readonly longTasksPerMinute: number;
  /** The share of time, from 0 to 1, in which the page's main thread was busy. */
  readonly busy: number;
}

const SAMPLE_MS = 20;

/** How smoothly the page ran for a while. */
export async function measureLoop(page: Page, session: CDPSession, forMs: number): Promise<LoopDelays> {
  const busyBefore = await readBusySeconds(session);
  const { delays, longTasks } = await page.evaluate(sampleLoop, { forMs, sampleMs: SAMPLE_MS });
  const busy = ((await readBusySeconds(session)) - busyBefore) / (forMs / 1000);
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1), longTasksPerMinute: (longTasks / forMs) * 60_000, busy };
}

/** Runs in the page. */
function sampleLoop({ forMs, sampleMs }: { forMs: number; sampleMs: number }): Promise<{ delays: number[]; longTasks: number }> {
  return new Promise(resolve => {
    const delays: number[] = [];
    let longTasks = 0;
    const observer = new PerformanceObserver(list => (longTasks += list.getEntries().length));
    observer.observe({ entryTypes: ['longtask'] });
    const endMs = performance.now() + forMs;
    let dueMs = performance.now() + sampleMs;
    const sample = (): void => {
      const nowMs = performance.now();
      delays.push(Math.max(0, nowMs - dueMs));
      if (nowMs >= endMs) {
        observer.disconnect();
        resolve({ delays, longTasks });
        return;
      }
      dueMs = nowMs + sampleMs;
      setTimeout(sample, sampleMs);
    };
    setTimeout(sample, sampleMs);
  });
}

async function readBusySeconds(session: CDPSession): Promise<number> {
  return (await readMetrics(session))('TaskDuration');
}

/** Shares of time, from 0 to 1, that the page's main thread spent. */
export interface MainThreadShares {
  /** In tasks of any kind, those in which the browser draws among them. */
  readonly busy: number;
  readonly script: number;
  readonly styleAndLayout: number;
}

/** What the page did for a while in which nothing of ours ran in it. */
export async function measureMainThread(session: CDPSession, forMs: number): Promise<MainThreadShares> {
  const before = await readMetrics(session);
  await delay(forMs);
  const after = await readMetrics(session);
  const share = (name: string): number => (after(name) - before(name)) / (after('Timestamp') - before('Timestamp'));
  return {
    busy: share('TaskDuration'),
    script: share('ScriptDuration'),
    styleAndLayout: share('RecalcStyleDuration') + share('LayoutDuration'),
  };
}

/** The browser's own counts for the page, in seconds. */
async function readMetrics(session: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const values = new Map(metrics.map(({ name, value }) => [name, value]));
  return name => values.get(name) ?? Number.NaN;
}

/** Bytes that the page's objects take after a collection of garbage. */
export async function readHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

/**
 * Tells the page whether it is seen. A headless browser has no window to cover and goes on drawing frames, so a page that is told that it
 * is hidden does here at least what a hidden one does.
 */
export async function tellVisibility(page: Page, visibility: DocumentVisibilityState): Promise<void> {
  await page.evaluate(state => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);
}
