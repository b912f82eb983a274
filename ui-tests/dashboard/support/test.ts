import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type ClassServer, startClassServer } from '../../../scripts/classroom/class-server.mjs';
import { Dashboard } from '../../support/dashboard';

/** Of the owner; also what `instruct` takes. */
export const OWNER_TOKEN = 'instructor-of-this-test';

interface TestArgs {
  server: ClassServer;
  dashboard: Dashboard;
  /** What the page did that it must never do, in words: dialogs, errors, violations of its policy, requests to anywhere else. */
  violations: readonly string[];
}

export const test = base.extend<TestArgs>({
  // eslint-disable-next-line no-empty-pattern
  server: async ({}, use, testInfo) => {
    const directory = await mkdtemp(join(tmpdir(), 'cell-monitor-dashboard-'));
    const server = await startClassServer({
      port: 0,
      dataDirectory: join(directory, 'class'),
      logFile: testInfo.outputPath('server.log'),
      instructorToken: OWNER_TOKEN,
    });
    await use(server);
    await server.stop();
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  },
  violations: async ({ page, server }, use) => {
    const violations: string[] = [];
    await page.exposeBinding('reportViolation', (_source, words: string) => violations.push(`violation: ${words}`));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
        const { reportViolation } = window as unknown as { reportViolation: (words: string) => void };
        reportViolation(`${effectiveDirective} ${blockedURI} ${sample}`);
      });
    });
    page.on('dialog', dialog => {
      violations.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', error => violations.push(`error: ${error.message}`));
    page.on('request', request => {
      const { origin, pathname } = new URL(request.url());
      if (origin !== server.url || !/^\/(?:$|assets\/|api\/v1\/)/u.test(pathname)) {
        violations.push(`request: ${request.url()}`);
      }
    });
    await use(violations);
  },
  dashboard: async ({ page, server, violations }, use) => {
    const dashboard = new Dashboard(page);
    await dashboard.open(server.dashboardUrl);
    await use(dashboard);
    // Named here, so that a test that uses the dashboard is watched from its first request on.
    void violations;
  },
});

export { expect } from '@playwright/test';
