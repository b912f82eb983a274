import { chromium, expect, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import type { Holdings } from '../../../src/client/sources/holdings';
import type { ReportingStatus } from '../../../src/client/status/reporting-status';
import { mendLogs } from './leveldb-log';

/** Names a system's Chromium, for machines without Playwright's own browser. */
export const BROWSER_VARIABLE = 'CELL_MONITOR_TEST_BROWSER';

const FLAGS = ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export interface BrowserOptions {
  /** A folder: only a browser with a profile keeps its databases on disk. */
  readonly profile: string;
  /** Told of the runs that have become durable. */
  readonly onDurable: (labels: readonly string[]) => void;
  readonly args?: readonly string[];
}

/** A student's Chromium on a profile of its own, which outlives it. */
export class StudentBrowser {
  private constructor(
    readonly context: BrowserContext,
    readonly devtools: CDPSession,
    readonly profile: string,
  ) {}

  static async start({ profile, onDurable, args = [] }: BrowserOptions): Promise<StudentBrowser> {
    const executablePath = process.env[BROWSER_VARIABLE];
    const context = await chromium.launchPersistentContext(profile, {
      ...(executablePath !== undefined && executablePath !== '' && { executablePath }),
      args: [...FLAGS, ...args],
      chromiumSandbox: false,
    });
    await context.exposeBinding('reportDurable', (_source, labels: readonly string[]) => onDurable(labels));
    const browser = context.browser();
    if (browser === null) {
      throw new Error('This Playwright does not give the browser of a profile.');
    }
    return new StudentBrowser(context, await browser.newBrowserCDPSession(), profile);
  }

  async open(url: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(url);
    return page;
  }

  /** Ends the page's process on the spot, without a word to the page. */
  async crash(page: Page): Promise<void> {
    const devtools = await this.context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // It never answers: who should is gone.
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
  }

  /** Kills the browser's main process; the others notice and end. What the browser's database itself does wrong after that is mended. */
  async kill(): Promise<void> {
    const processes = await this.#processes();
    const closed = this.context.waitForEvent('close');
    processes.filter(({ type }) => type === 'browser').forEach(({ id }) => process.kill(id, 'SIGKILL'));
    await closed;
    await expect.poll(() => processes.filter(({ id }) => isRunning(id))).toEqual([]);
    await mendLogs(this.profile);
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  async #processes(): Promise<readonly { readonly type: string; readonly id: number }[]> {
    return (await this.devtools.send('SystemInfo.getProcessInfo')).processInfo;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What the client in the page says of itself. */
export function statusOf(page: Page): Promise<ReportingStatus> {
  return page.evaluate(() => window.cellMonitor.status);
}

/** What the client in the page shows its student: what waits, and what was sent. */
export function holdingsOf(page: Page): Promise<Holdings> {
  return page.evaluate(() => window.cellMonitor.holdings());
}

/** Records runs in the page. @param fillerBytes added to each */
export async function record(page: Page, count: number, fillerBytes = 0): Promise<void> {
  await page.evaluate(([count, bytes]) => window.cellMonitor.record(count, bytes), [count, fillerBytes] as const);
}
