import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint, isStamped, stamp } from '../build/fingerprint.mjs';
import { runQuietly } from '../processes/quiet-command.mjs';
import { explainPipTrouble } from '../toolchain/network-trouble.mjs';

/** @typedef {import('../terminal/failure.mjs').Failure} Failure */

/** The JupyterLab that the demo and the browser tests run. */
export const JUPYTERLAB = 'jupyterlab==4.6.*';
/** The JupyterHub that the browser tests run beside it. */
const JUPYTERHUB = 'jupyterhub==5.*';

/**
 * @param {string} directory Of a virtual environment.
 * @returns {string} Its interpreter.
 */
export function pythonOf(directory) {
  return process.platform === 'win32' ? join(directory, 'Scripts', 'python.exe') : join(directory, 'bin', 'python');
}

/**
 * Makes a virtual environment with JupyterLab, unless it is there already.
 *
 * @param {object} options
 * @param {string} options.directory
 * @param {string} options.python
 * @param {string} options.logDirectory
 * @param {readonly string[]} [options.packages] What to install, JupyterLab alone unless told.
 * @param {() => void} [options.onStart] Called when there is something to do.
 * @returns {Promise<boolean>} Whether it was made now.
 * @throws {Failure}
 */
export async function ensureJupyterLab({ directory, python, logDirectory, packages = [JUPYTERLAB], onStart }) {
  const stampFile = join(directory, 'cell-monitor-base');
  if (existsSync(pythonOf(directory)) && isStamped(stampFile, packages.join(' '))) {
    return false;
  }
  onStart?.();
  await rm(directory, { recursive: true, force: true });
  await createEnvironment({ directory, python, logDirectory });
  await installPackages(directory, packages, 'install JupyterLab', `${logDirectory}/jupyterlab.log`);
  stamp(stampFile, packages.join(' '));
  return true;
}

/**
 * Installs JupyterHub beside a JupyterLab, unless it is there already.
 *
 * @param {{ directory: string, logDirectory: string }} options
 * @returns {Promise<boolean>} Whether it was installed now.
 * @throws {Failure}
 */
export async function ensureJupyterHub({ directory, logDirectory }) {
  const stampFile = join(directory, 'cell-monitor-hub');
  if (isStamped(stampFile, JUPYTERHUB)) {
    return false;
  }
  await installPackages(directory, [JUPYTERHUB], 'install JupyterHub', `${logDirectory}/jupyterhub.log`);
  stamp(stampFile, JUPYTERHUB);
  return true;
}

/**
 * Installs the extension's wheel with pip as a person would, unless this very wheel is installed.
 *
 * @param {{ directory: string, wheel: string, logDirectory: string }} options
 * @returns {Promise<boolean>} Whether it was installed now.
 * @throws {Failure}
 */
export async function ensureWheelInstalled({ directory, wheel, logDirectory }) {
  const stampFile = wheelStampOf(directory);
  const mark = fingerprint([wheel]);
  if (isStamped(stampFile, mark)) {
    return false;
  }
  const args = ['--force-reinstall', '--no-deps', wheel];
  await installPackages(directory, args, 'install the extension', `${logDirectory}/install-wheel.log`);
  stamp(stampFile, mark);
  return true;
}

/** @param {string} directory @returns {boolean} Whether some wheel of the extension is installed there, of today or not. */
export const hasSomeWheel = directory => existsSync(wheelStampOf(directory));

/** @param {string} directory */
const wheelStampOf = directory => join(directory, 'cell-monitor-wheel');

/**
 * Makes a virtual environment with pip, unless it is there already.
 *
 * @param {{ directory: string, python: string, logDirectory: string }} options
 * @throws {Failure}
 */
export async function ensureEnvironment({ directory, python, logDirectory }) {
  if (!existsSync(pythonOf(directory))) {
    await createEnvironment({ directory, python, logDirectory });
  }
}

/** @param {{ directory: string, python: string, logDirectory: string }} options */
async function createEnvironment({ directory, python, logDirectory }) {
  await runQuietly({
    command: python,
    args: ['-m', 'venv', directory],
    logFile: `${logDirectory}/venv.log`,
    purpose: 'make a virtual environment for Python',
    explain: output =>
      /ensurepip|No module named venv/u.test(output)
        ? 'This Python lacks the module that makes virtual environments. On Debian and Ubuntu: sudo apt install python3-venv; then start again.'
        : undefined,
  });
}

/**
 * Installs with pip, without looking whether it is there already.
 *
 * @param {string} directory Of a virtual environment.
 * @param {readonly string[]} what
 * @param {string} purpose
 * @param {string} logFile
 */
export async function installPackages(directory, what, purpose, logFile) {
  await runQuietly({
    command: pythonOf(directory),
    args: ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', ...what],
    logFile,
    purpose,
    explain: explainPipTrouble,
  });
}
