/** `npm run bench:outbox`: what the client costs in Chromium, with a profile on disk and the real server. Prints a table, judges nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build as bundle } from 'esbuild';
import { build } from '../../scripts/build/targets.mjs';
import { startClassServer } from '../../scripts/classroom/class-server.mjs';
import { inProject } from '../../scripts/project/paths.mjs';
import { runProgram } from '../../scripts/processes/run-program.mjs';
import { ensureBrowser } from '../../scripts/testing/browser-program.mjs';
import { requireNode } from '../../scripts/toolchain/node.mjs';

const LOGS = inProject('.test', 'logs');
const RECORDED = 1000;
const EVERY_MS = 10;
const BACKLOG = 20_000;
const DRAINED = 5000;

/** @param {readonly number[]} values @param {number} part 0 to 1 */
const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

/** @param {number} ms */
const show = ms => `${ms.toFixed(ms < 1 ? 3 : 1)} ms`;

/** @param {string} what @param {readonly number[]} times */
const summarise = (what, times) => ({
  what,
  p50: show(quantile(times, 0.5)),
  p95: show(quantile(times, 0.95)),
  p99: show(quantile(times, 0.99)),
});

/** Serves the page alone in its process, which gives it a clock of 5 µs. */
async function servePage() {
  const { outputFiles } = await bundle({
    entryPoints: [inProject('bench', 'outbox', 'page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const site = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputFiles[0]?.text : '<!doctype html><meta charset="utf-8"><script src="/page.js"></script>');
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return site;
}

/** @param {import('node:http').Server} site */
function addressOf(site) {
  const address = site.address();
  return `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}/`;
}

/** @param {import('@playwright/test').CDPSession} devtools */
async function readTaskMs(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {{ url: string, joinCode: string }} server
 */
async function measure(page, { url, joinCode }) {
  const identity = { serverUrl: url, joinCode, studentId: 'recorder', displayName: '', team: '' };
  const rows = [
    summarise('append 1 event, durable', await page.evaluate(() => window.bench.append(1, 300))),
    summarise('append 10 events, durable', await page.evaluate(() => window.bench.append(10, 300))),
    summarise(
      `read the first 100 of ${BACKLOG.toLocaleString('en')}`,
      await page.evaluate(backlog => window.bench.readHead(backlog, 100, 300), BACKLOG),
    ),
  ];
  await page.evaluate(identity => window.bench.join('/user/recorder/', identity), identity);
  const devtools = await page.context().newCDPSession(page);
  // Processor time: what else the machine does meanwhile is not the page's work.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const beforeIdleMs = await readTaskMs(devtools);
  await page.evaluate(([count, ms]) => window.bench.idle(count, ms), /** @type {const} */ ([RECORDED, EVERY_MS]));
  const beforeMs = await readTaskMs(devtools);
  const calls = await page.evaluate(([count, ms]) => window.bench.record(count, ms), /** @type {const} */ ([RECORDED, EVERY_MS]));
  const afterMs = await readTaskMs(devtools);
  rows.push(summarise('main thread: one call of record', calls));
  const perEventMs = (afterMs - beforeMs - (beforeMs - beforeIdleMs)) / RECORDED;
  rows.push({ what: 'main thread: all work for one event, mean', p50: show(perEventMs), p95: '', p99: '' });

  await page.reload();
  const drainer = { ...identity, studentId: 'drainer' };
  const drainedMs = await page.evaluate(
    ([identity, count]) => window.bench.drain('/user/drainer/', identity, count),
    /** @type {const} */ ([drainer, DRAINED]),
  );
  rows.push({ what: `drain ${DRAINED.toLocaleString('en')} waiting events (SQLite)`, p50: show(drainedMs), p95: '', p99: '' });
  return rows;
}

/** @param {readonly { what: string, p50: string, p95: string, p99: string }[]} rows */
function describe(rows) {
  const line = (/** @type {{ what: string, p50: string, p95: string, p99: string }} */ { what, p50, p95, p99 }) =>
    `${what.padEnd(44)}${[p50, p95, p99].map(cell => cell.padStart(12)).join('')}\n`;
  return line({ what: '', p50: 'p50', p95: 'p95', p99: 'p99' }) + rows.map(line).join('');
}

await runProgram(async () => {
  requireNode();
  await build('server', { logDirectory: LOGS });
  const executablePath = await ensureBrowser({ logDirectory: LOGS });
  const directory = await mkdtemp(join(tmpdir(), 'cell-monitor-bench-'));
  const server = await startClassServer({
    port: 0,
    dataDirectory: join(directory, 'class'),
    logFile: join(directory, 'server.log'),
    instructorToken: 'instructor-of-this-bench',
  });
  const site = await servePage();
  const context = await chromium.launchPersistentContext(join(directory, 'profile'), {
    ...(executablePath !== undefined && { executablePath }),
    args: ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    chromiumSandbox: false,
  });
  try {
    const page = await context.newPage();
    await page.goto(addressOf(site));
    const { joinCode } = await server.findClass();
    const rows = await measure(page, { url: server.url, joinCode });
    process.stdout.write(`Chromium ${context.browser()?.version() ?? ''}, profile on disk\n\n${describe(rows)}`);
  } finally {
    await context.close();
    site.close();
    site.closeAllConnections();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
});
