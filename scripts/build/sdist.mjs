import { readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject, ROOT } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { explainPipTrouble } from '../toolchain/network-trouble.mjs';

const SDIST_DIRECTORY = inProject('dist', 'sdist');

/**
 * Packs the sources of the extension with their lock file, and the extension as it was built last.
 *
 * @param {{ python: string, logDirectory: string }} options `python`: an interpreter with the package `build`.
 * @returns {Promise<string>} The archive's path.
 * @throws {Failure}
 */
export async function buildSdist({ python, logDirectory }) {
  await rm(SDIST_DIRECTORY, { recursive: true, force: true });
  await mkdir(SDIST_DIRECTORY, { recursive: true });
  await runQuietly({
    command: python,
    args: ['-m', 'build', '--sdist', '--outdir', SDIST_DIRECTORY, ROOT],
    logFile: `${logDirectory}/sdist.log`,
    purpose: 'pack the sources',
    explain: explainPipTrouble,
  });
  const name = readdirSync(SDIST_DIRECTORY).find(each => each.endsWith('.tar.gz'));
  if (name === undefined) {
    throw new Failure(`No archive came out of the build. The whole output is in ${logDirectory}/sdist.log.`);
  }
  return join(SDIST_DIRECTORY, name);
}
