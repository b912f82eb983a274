import { closeSync, openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../processes/child.mjs';
import { readTail } from '../processes/log-tail.mjs';
import { waitUntilAnswering } from '../processes/readiness.mjs';
import { Failure } from '../terminal/failure.mjs';
import { pythonOf } from './environment.mjs';

const START_TIMEOUT_MS = 120_000;

/**
 * @typedef {object} LabOptions
 * @property {string} environment The virtual environment that holds JupyterLab and the extension.
 * @property {string} directory Where this JupyterLab keeps its settings, its log and everything else, apart from the person's own.
 * @property {string} notebooks The directory that its file browser shows.
 * @property {number} port
 * @property {string} token
 * @property {Record<string, unknown>} overrides Settings as an administrator would deploy them: plugin id → values.
 * @property {string} [configFile] A jupyter_server_config.py.
 * @property {string} [extraExtensions] A folder of labextensions that come before the installed ones of the same name.
 * @property {ServerApplication} [application] JupyterLab unless told.
 */

/**
 * @typedef {'jupyterlab' | 'notebook'} ServerApplication Which of Jupyter's applications, by its Python module.
 */

/** @typedef {{ url: string, token: string, logFile: string, ended: Promise<unknown>, stop: () => Promise<void> }} Lab `url`: without a trailing slash. */

/**
 * Starts JupyterLab on the loopback address and waits until it answers.
 *
 * @param {LabOptions} options
 * @returns {Promise<Lab>}
 * @throws {Failure} If it does not start, with the end of its log.
 */
export async function startLab(options) {
  const { environment, directory, port, token, application = 'jupyterlab' } = options;
  const settings = await writeOverrides(directory, options.overrides);
  await mkdir(options.notebooks, { recursive: true });
  const logFile = join(directory, 'jupyterlab.log');
  const log = openSync(logFile, 'w');
  const child = startChild(pythonOf(environment), ['-m', application, ...labArguments(options, settings)], {
    cwd: options.notebooks,
    env: labEnvironment(directory, token),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const url = `http://127.0.0.1:${String(port)}`;
  const headers = { Authorization: `token ${token}` };
  const isReady = await waitUntilAnswering(`${url}/api/status`, { isRunning: child.isRunning, timeoutMs: START_TIMEOUT_MS, headers });
  if (!isReady) {
    await child.stop();
    throw new Failure(`JupyterLab did not start. Its whole log is in ${logFile}.`, { evidence: await readTail(logFile) });
  }
  return { url, token, logFile, ended: child.ended, stop: child.stop };
}

/**
 * @param {string} directory
 * @param {Record<string, unknown>} overrides
 */
async function writeOverrides(directory, overrides) {
  const settings = join(directory, 'settings');
  await mkdir(settings, { recursive: true });
  await writeFile(join(settings, 'overrides.json'), `${JSON.stringify(overrides, undefined, 2)}\n`);
  return settings;
}

/**
 * @param {LabOptions} options
 * @param {string} settings
 */
function labArguments({ directory, notebooks, port, configFile, extraExtensions }, settings) {
  const isRoot = process.getuid?.() === 0;
  return [
    '--no-browser',
    '--ServerApp.ip=127.0.0.1',
    `--ServerApp.port=${String(port)}`,
    '--ServerApp.port_retries=0',
    `--ServerApp.root_dir=${notebooks}`,
    `--LabServerApp.app_settings_dir=${settings}`,
    `--LabServerApp.user_settings_dir=${join(directory, 'user-settings')}`,
    `--LabServerApp.workspaces_dir=${join(directory, 'workspaces')}`,
    ...(extraExtensions === undefined ? [] : [`--LabServerApp.extra_labextensions_path=${extraExtensions}`]),
    ...(configFile === undefined ? [] : [`--config=${configFile}`]),
    ...(isRoot ? ['--allow-root'] : []),
  ];
}

/**
 * The person's own Jupyter settings, extensions and history stay out of it, and theirs stay as they are.
 *
 * @param {string} directory
 * @param {string} token Passed by the environment: other users of a machine can read a command line.
 */
function labEnvironment(directory, token) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:JUPYTER|IPYTHON|PYTHONPATH|PYTHONHOME)/u.test(name));
  return {
    ...Object.fromEntries(inherited),
    JUPYTER_TOKEN: token,
    JUPYTER_CONFIG_DIR: join(directory, 'config'),
    JUPYTER_DATA_DIR: join(directory, 'data'),
    JUPYTER_RUNTIME_DIR: join(directory, 'runtime'),
    IPYTHONDIR: join(directory, 'ipython'),
  };
}
