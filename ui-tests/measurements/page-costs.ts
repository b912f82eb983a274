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
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** Bytes that the page's objects take after a collection of garbage. */
export async function readHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

/** Lets the page believe that nobody sees it: a headless browser has no window to cover. */
export async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
