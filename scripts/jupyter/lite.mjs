import { closeSync, openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../processes/child.mjs';
import { runQuietly } from '../processes/quiet-command.mjs';
import { readTail } from '../processes/log-tail.mjs';
import { waitUntilAnswering } from '../processes/readiness.mjs';
import { Failure } from '../terminal/failure.mjs';
import { pythonOf } from './environment.mjs';

const START_TIMEOUT_MS = 30_000;

/** @typedef {'lite' | 'lite-notebook'} LiteApplication Which of the pages of JupyterLite: it has those of JupyterLab and of Notebook 7. */
/** @typedef {Pick<import('./lab.mjs').LabOptions, 'environment' | 'directory' | 'notebooks' | 'port' | 'overrides'>} LiteOptions */

/**
 * Builds a JupyterLite site with what its environment holds, and serves it as the plain files that it is.
 *
 * @param {LiteOptions} options
 * @returns {Promise<import('./lab.mjs').Lab>}
 * @throws {Failure} If it cannot be built or served, with the end of the log.
 */
export async function startLite(options) {
  const { environment, directory, port } = options;
  const site = await buildSite(options);
  const logFile = join(directory, 'site.log');
  const log = openSync(logFile, 'w');
  const args = ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', site];
  const child = startChild(pythonOf(environment), args, { stdio: ['ignore', log, log] });
  closeSync(log);
  const url = `http://127.0.0.1:${String(port)}`;
  if (!(await waitUntilAnswering(`${url}/jupyter-lite.json`, { isRunning: child.isRunning, timeoutMs: START_TIMEOUT_MS }))) {
    await child.stop();
    throw new Failure(`JupyterLite is not served. The whole log is in ${logFile}.`, { evidence: await readTail(logFile) });
  }
  return { url, token: '', logFile, ended: child.ended, stop: child.stop };
}

/**
 * @param {LiteOptions} options
 * @returns {Promise<string>} The folder of the site.
 */
async function buildSite({ environment, directory, notebooks, overrides }) {
  await mkdir(notebooks, { recursive: true });
  await mkdir(directory, { recursive: true });
  const site = join(directory, 'site');
  await writeFile(join(directory, 'overrides.json'), JSON.stringify(overrides));
  // What tests ask the page for its application by.
  await writeFile(
    join(directory, 'jupyter-lite.json'),
    JSON.stringify({ 'jupyter-lite-schema-version': 0, 'jupyter-config-data': { exposeAppInBrowser: true } }),
  );
  await runQuietly({
    command: pythonOf(environment),
    args: ['-m', 'jupyterlite_core', 'build', '--lite-dir', directory, '--contents', notebooks, '--output-dir', site],
    cwd: directory,
    logFile: join(directory, 'build.log'),
    purpose: 'build JupyterLite',
  });
  return site;
}
