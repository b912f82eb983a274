import type { CDPSession, Page } from '@playwright/test';

/** What Lighthouse calls a fast 3G: 1.6 Mbit/s down, 750 kbit/s up, 562.5 ms for each request. */
const FAST_3G = { offline: false, latency: 562.5, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const SLOWER_BY = 4;

/** A phone on a slow line: the processor four times slower, and Fast 3G. */
export async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', FAST_3G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_BY });
}

/** What came over the wire, headers and all. */
export class Traffic {
  readonly #urls = new Map<string, string>();
  readonly #bytes = new Map<string, number>();

  constructor(session: CDPSession) {
    session.on('Network.responseReceived', ({ requestId, response }) => this.#urls.set(requestId, response.url));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => this.#bytes.set(requestId, encodedDataLength));
  }

  /** Bytes of the files whose address ends so, and how many they are. */
  of(...endings: readonly string[]): { readonly files: number; readonly bytes: number } {
    const found = [...this.#bytes].filter(([id]) => endings.some(ending => this.#urls.get(id)?.endsWith(ending) === true));
    return { files: found.length, bytes: found.reduce((sum, [, bytes]) => sum + bytes, 0) };
  }
}

/** Lets every page that is opened from now on note when the first line of who needs the instructor is there. */
export async function watchForFirstNeed(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = (): void => {
      const line = document.querySelector('.need-line');
      if (line === null || line.getBoundingClientRect().height === 0) {
        requestAnimationFrame(look);
      } else {
        performance.mark('first-need');
      }
    };
    requestAnimationFrame(look);
  });
}

/** Milliseconds from the navigation until the first line was drawn. */
export async function firstNeedMs(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('first-need').length > 0, undefined, { timeout: 60_000 });
  return page.evaluate(() => performance.getEntriesByName('first-need')[0]?.startTime ?? Number.NaN);
}

/** What was asked for and when it came, a line each, in milliseconds since the navigation; and when something was painted first. */
export async function describeLoad(page: Page): Promise<string> {
  const lines = await page.evaluate(() => {
    const loads = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[];
    const paints = performance.getEntriesByType('paint');
    return [
      ...loads.map(({ name, startTime, responseStart, responseEnd, transferSize }) => {
        const times = [startTime, responseStart, responseEnd].map(ms => ms.toFixed(0).padStart(6)).join('');
        return `${times} ${String(transferSize).padStart(8)} B ${new URL(name).pathname}`;
      }),
      ...paints.map(({ name, startTime }) => `${startTime.toFixed(0).padStart(6)} ${name}`),
    ];
  });
  return ['asked  first  whole     on the wire', ...lines].join('\n');
}
