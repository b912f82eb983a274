import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type ClassServer, startClassServer } from '../../../scripts/classroom/class-server.mjs';
import { Gate } from './gate';
import { servePage, type PageSite } from './page-site';
import { StudentBrowser } from './student-browser';
import { DurableRuns } from './whole-record';

/** How often the page reports, in milliseconds. */
const CADENCE_MS = 500;

interface Visit {
  readonly student?: string;
  /** The hub's base URL of the user. */
  readonly path?: string;
  readonly host?: string;
  /** Records this many runs as soon as the page is there. */
  readonly runsAtLoad?: number;
  /** Goes on to record one run each time this many milliseconds have passed. */
  readonly everyMs?: number;
}

interface TestArgs {
  /** This test's alone, even when somebody else runs the same tests: the class and the browser's profile live in it. */
  directory: string;
  server: ClassServer;
  gate: Gate;
  /** The address of a student's page. */
  addressOf: (visit?: Visit) => string;
  durable: DurableRuns;
  /** Starts the student's browser, again and again on the same profile. */
  startBrowser: (args?: readonly string[]) => Promise<StudentBrowser>;
  browserOfStudent: StudentBrowser;
}

export const test = base.extend<TestArgs, { site: PageSite }>({
  site: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await servePage();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern
  directory: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'cell-monitor-delivery-'));
    await use(directory);
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  },
  server: async ({ directory }, use, testInfo) => {
    const server = await startClassServer({
      port: 0,
      dataDirectory: join(directory, 'class'),
      logFile: testInfo.outputPath('server.log'),
      instructorToken: 'instructor-of-this-test',
      cadenceMs: CADENCE_MS,
    });
    await use(server);
    await server.stop();
  },
  gate: async ({ server }, use) => {
    const gate = await Gate.open(server.url);
    await use(gate);
    await gate.close();
  },
  addressOf: async ({ server, gate, site }, use) => {
    const { joinCode } = await server.findClass();
    await use(({ student = 'ada', path = '/user/ada/', host = '127.0.0.1', runsAtLoad = 0, everyMs = 0 } = {}) => {
      const query = { server: gate.url, code: joinCode, student, runsAtLoad: String(runsAtLoad), everyMs: String(everyMs) };
      return `http://${host}:${String(site.port)}${path}?${new URLSearchParams(query).toString()}`;
    });
  },
  // eslint-disable-next-line no-empty-pattern
  durable: async ({}, use) => use(new DurableRuns()),
  startBrowser: async ({ durable, directory }, use) => {
    const started: StudentBrowser[] = [];
    await use(async args => {
      const options = { profile: join(directory, 'profile'), onDurable: (labels: readonly string[]) => durable.note(labels) };
      const browser = await StudentBrowser.start({ ...options, ...(args !== undefined && { args }) });
      started.push(browser);
      return browser;
    });
    await Promise.all(started.map(browser => browser.close()));
  },
  browserOfStudent: async ({ startBrowser }, use) => use(await startBrowser()),
});

export { expect };
