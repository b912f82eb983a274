import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { startChild, type Child } from '../../../scripts/processes/child.mjs';
import { findFreePort } from '../../../scripts/processes/port.mjs';
import { waitUntilAnswering } from '../../../scripts/processes/readiness.mjs';
import { ensureWebKit } from '../../../scripts/testing/webkit-program.mjs';
import type { DriverOptions, StartedDriver } from './driver';
import { startLanProxy } from './lan-proxy';
import { WebDriver } from './web-driver';

const START_TIMEOUT_MS = 20_000;
const STOP_GRACE_MS = 2000;

/** A student's WebKit: WebKitGTK's small browser and its driver, on a screen that nobody sees and a bus of their own. */
export async function startWebKit({ home, logFile, logDirectory }: DriverOptions): Promise<StartedDriver> {
  await mkdir(home, { recursive: true });
  const binary = await ensureWebKit({ logDirectory });
  const log = openSync(logFile, 'a');
  // Without -noreset a screen begins anew when its last client goes: one that only looked in took the starting browser's connection with it, which then waited for ever.
  const screen = startChild('Xvfb', ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', log, log, 'pipe'],
  });
  const port = await findFreePort();
  const display = `:${await readLine(screen.process.stdio[3] as Readable)}`;
  // Nobody listens to the bus of assistive technology, whose daemons are such clients.
  const quiet = { LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' };
  const env = { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home, DISPLAY: display, ...quiet };
  const driver = startChild('dbus-run-session', ['--', 'WebKitWebDriver', `--port=${String(port)}`], { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const url = `http://127.0.0.1:${String(port)}`;
  const proxy = await startLanProxy();
  const stop = async () => {
    await driver.stop(STOP_GRACE_MS);
    await screen.stop(STOP_GRACE_MS);
    proxy.close();
  };
  const capabilities = {
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
    proxy: { proxyType: 'manual', httpProxy: `127.0.0.1:${String(proxy.port)}`, noProxy: ['127.0.0.1'] },
  };
  try {
    return await openSession(driver, url, capabilities, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openSession(child: Child, url: string, capabilities: object, stop: () => Promise<void>): Promise<StartedDriver> {
  if (!(await waitUntilAnswering(`${url}/status`, { isRunning: child.isRunning, timeoutMs: START_TIMEOUT_MS }))) {
    throw new Error('WebKitWebDriver did not start.');
  }
  const driver = await WebDriver.connect(url, capabilities);
  return {
    driver,
    close: async () => {
      await driver.quit().catch(() => undefined);
      await stop();
    },
  };
}

async function readLine(output: Readable): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    return line;
  }
  throw new Error('Xvfb did not say which screen it is.');
}
