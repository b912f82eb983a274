import { installDependencies } from '../build/dependencies.mjs';
import { build, PRODUCT } from '../build/targets.mjs';
import { buildWheel } from '../build/wheel.mjs';
import { ensureJupyterLab, ensureWheelInstalled, pythonOf } from '../jupyter/environment.mjs';
import {
  AUTHORS,
  COLLABORATION,
  ensureTestEnvironments,
  LAB_42,
  NEWEST_NOTEBOOK,
  OLDEST_LAB,
  OLDEST_NOTEBOOK,
  OTHER_KERNELS,
  SERVER_SIDE,
} from '../jupyter/environments.mjs';
import { inProject } from '../project/paths.mjs';
import { findPython } from '../toolchain/python.mjs';

/** JupyterLab with the extension, as the browser tests use it. */
export const ENVIRONMENT = inProject('.test', 'venv');

/** @typedef {{ config: string, environments: readonly import('../jupyter/environments.mjs').TestEnvironment[] }} JupyterSuite `config`: Playwright's. */

/** The suites that need JupyterLabs of their own, by their names on the command line. @type {ReadonlyMap<string, JupyterSuite>} */
export const JUPYTER_SUITES = new Map([
  ['truth', { config: 'truth.config.ts', environments: [AUTHORS, SERVER_SIDE] }],
  [
    'jupyter',
    {
      config: 'jupyter.config.ts',
      environments: [OLDEST_LAB, LAB_42, OLDEST_NOTEBOOK, NEWEST_NOTEBOOK, COLLABORATION, OTHER_KERNELS],
    },
  ],
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
