import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject, ROOT } from '../project/paths.mjs';
import { canInstallDebianPackages, installDebianPackage } from '../toolchain/debian.mjs';
import { findProjectNode } from '../toolchain/node.mjs';
import { findOnPath } from '../toolchain/on-path.mjs';

/** @typedef {import('../terminal/failure.mjs').Failure} Failure */

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const QUESTION = "process.stdout.write(require('playwright-core').chromium.executablePath())";

/**
 * Makes sure that there is a browser for the tests: Playwright's own, else the system's, else one that can be had without asking.
 *
 * @param {{ logDirectory: string }} options
 * @returns {Promise<string | undefined>} The system's browser; undefined for Playwright's own.
 * @throws {Failure} With what to install.
 */
export async function ensureBrowser({ logDirectory }) {
  if (hasPlaywrightBrowser()) {
    return undefined;
  }
  const present = findSystemBrowser();
  if (present !== undefined) {
    return present;
  }
  if (canInstallDebianPackages()) {
    await installDebianPackage('chromium', { logDirectory });
    return findSystemBrowser();
  }
  await installPlaywrightBrowser(logDirectory);
  return undefined;
}

function hasPlaywrightBrowser() {
  const { status, stdout } = spawnSync(findProjectNode(), ['-e', QUESTION], { cwd: ROOT, encoding: 'utf8' });
  return status === 0 && stdout !== '' && existsSync(stdout);
}

function findSystemBrowser() {
  return findOnPath(SYSTEM_NAMES) ?? (existsSync(MAC_CHROME) ? MAC_CHROME : undefined);
}

/** @param {string} logDirectory */
async function installPlaywrightBrowser(logDirectory) {
  await runQuietly({
    command: findProjectNode(),
    args: [inProject('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'],
    logFile: `${logDirectory}/browser.log`,
    purpose: 'get a browser for the tests',
    explain: () =>
      'The tests need a browser, and none could be had. Install Chromium or Google Chrome, or run: npx playwright install --with-deps chromium',
  });
}
