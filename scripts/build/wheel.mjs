import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject, ROOT } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { explainPipTrouble } from '../toolchain/network-trouble.mjs';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';

const WHEEL_DIRECTORY = inProject('dist');
const STAMP = join(WHEEL_DIRECTORY, '.wheel-stamp');
const INPUTS = [
  ...['package.json', 'pyproject.toml', 'build_extension.py', 'pypi_readme.py', 'install.json', 'README.md', 'LICENSE'].map(name =>
    inProject(name),
  ),
  inProject('jupyterlab_cell_monitor'),
  inProject('jupyter-config'),
];

/**
 * Builds the Python wheel around the extension as it was built last, unless neither has changed since.
 *
 * @param {{ python: string, logDirectory: string }} options `python`: an interpreter with pip.
 * @returns {Promise<{ path: string, wasBuilt: boolean }>}
 * @throws {Failure}
 */
export async function buildWheel({ python, logDirectory }) {
  const mark = fingerprint(INPUTS);
  const known = findWheel();
  if (known !== undefined && isStamped(STAMP, mark)) {
    return { path: known, wasBuilt: false };
  }
  await rm(WHEEL_DIRECTORY, { recursive: true, force: true });
  await mkdir(WHEEL_DIRECTORY, { recursive: true });
  await runQuietly({
    command: python,
    args: ['-m', 'pip', 'wheel', '--disable-pip-version-check', '--no-deps', '--wheel-dir', WHEEL_DIRECTORY, ROOT],
    logFile: `${logDirectory}/wheel.log`,
    purpose: 'build the wheel',
    explain: explainPipTrouble,
  });
  const path = findWheel();
  if (path === undefined) {
    throw new Failure(`No wheel came out of the build. The whole output is in ${logDirectory}/wheel.log.`);
  }
  stamp(STAMP, mark);
  return { path, wasBuilt: true };
}

function findWheel() {
  const names = existsSync(WHEEL_DIRECTORY) ? readdirSync(WHEEL_DIRECTORY) : [];
  const wheel = names.find(name => name.endsWith('.whl'));
  return wheel === undefined ? undefined : join(WHEEL_DIRECTORY, wheel);
}
