import { installDependencies } from '../build/dependencies.mjs';
import { build, PRODUCT } from '../build/targets.mjs';
import { buildWheel } from '../build/wheel.mjs';
import { ensureJupyterLab, ensureWheelInstalled, pythonOf } from '../jupyter/environment.mjs';
import {
  AUTHORS,
  COLLABORATION,
  ensureTestEnvironments,
  LAB_42,
  LITE,
  NEWEST_NOTEBOOK,
  OLDEST_LAB,
  OLDEST_NOTEBOOK,
  OTHER_KERNELS,
  SERVER_SIDE,
} from '../jupyter/environments.mjs';
import { inProject } from '../project/paths.mjs';
import { findPython } from '../toolchain/python.mjs';
import { ensureBrowser } from './browser-program.mjs';
import { ensureFirefox } from './firefox-program.mjs';
import { ensureWebKit } from './webkit-program.mjs';

/** JupyterLab with the extension, as the browser tests use it. */
export const ENVIRONMENT = inProject('.test', 'venv');

/**
 * @typedef {object} JupyterSuite
 * @property {string} config Playwright's.
 * @property {readonly import('../jupyter/environments.mjs').TestEnvironment[]} environments Beside the tests' own.
 * @property {readonly string[]} [args] Playwright's, before those of the command line.
 * @property {(options: { logDirectory: string }) => Promise<NodeJS.ProcessEnv>} prepareBrowser Installs it where it is missing, and gives what the tests' environment says of it.
 */

/** @type {JupyterSuite['prepareBrowser']} */
const prepareChromium = async options => {
  const program = await ensureBrowser(options);
  return program === undefined ? {} : { CELL_MONITOR_TEST_BROWSER: program };
};

/** @param {(options: { logDirectory: string }) => Promise<unknown>} ensure @returns {JupyterSuite['prepareBrowser']} Of a browser that the tests find by themselves. */
const preparedBy = ensure => async options => {
  await ensure(options);
  return {};
};

/** The suites with a real JupyterLab that have commands of their own, by their names there. @type {ReadonlyMap<string, JupyterSuite>} */
export const JUPYTER_SUITES = new Map([
  ['truth', { config: 'truth.config.ts', environments: [AUTHORS, SERVER_SIDE], prepareBrowser: prepareChromium }],
  [
    'jupyter',
    {
      config: 'jupyter.config.ts',
      environments: [OLDEST_LAB, LAB_42, OLDEST_NOTEBOOK, NEWEST_NOTEBOOK, COLLABORATION, OTHER_KERNELS, LITE],
      prepareBrowser: prepareChromium,
    },
  ],
  ['webkit', { config: 'browsers.config.ts', environments: [], args: ['--project=WebKit'], prepareBrowser: preparedBy(ensureWebKit) }],
  ['firefox', { config: 'browsers.config.ts', environments: [], args: ['--project=Firefox'], prepareBrowser: preparedBy(ensureFirefox) }],
]);

/**
 * Builds the product and installs its wheel where the tests use it, unless that is done already.
 *
 * @param {{ logDirectory: string }} options
 * @returns {Promise<string>} The wheel.
 */
export async function installProduct({ logDirectory }) {
  await ensureJupyterLab({ directory: ENVIRONMENT, python: findPython().command, logDirectory });
  const { path } = await buildWheel({ python: pythonOf(ENVIRONMENT), logDirectory });
  await ensureWheelInstalled({ directory: ENVIRONMENT, wheel: path, logDirectory });
  return path;
}

/**
 * Builds the product and sets up the environments that a suite needs beside the tests' own, unless all of it is there already.
 *
 * @param {readonly import('../jupyter/environments.mjs').TestEnvironment[]} environments
 * @param {{ logDirectory: string }} options
 */
export async function prepareEnvironments(environments, { logDirectory }) {
  await installDependencies({ logDirectory });
  for (const target of PRODUCT) {
    await build(target, { logDirectory });
  }
  await ensureTestEnvironments(environments, { wheel: await installProduct({ logDirectory }), logDirectory });
}
