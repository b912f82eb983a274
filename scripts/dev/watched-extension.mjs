import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareCoreDirectory } from '../build/core-directory.mjs';
import { BUILDER, forgetBuild, LABEXTENSION } from '../build/targets.mjs';
import { startChild } from '../processes/child.mjs';
import { inProject, ROOT } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { findProjectNode } from '../toolchain/node.mjs';
import { followLines } from './logged-lines.mjs';

const COMPILER = inProject('node_modules', 'typescript', 'bin', 'tsc');
const TYPE_ERROR = /error TS\d+/u;
const COMPILED = /^webpack [\d.]+ compiled .*?(?<ms>\d+) ms/u;
const NOT_COMPILED = /^ERROR in |compiled with \d+ error/u;

/**
 * Compiles the extension as its sources change, and bundles it for JupyterLab, for development: fast, large and with source maps.
 *
 * @param {{ logDirectory: string, say: (line: string) => void }} options
 * @returns {Promise<void>} Resolves when it is built for the first time.
 * @throws {Failure} If that cannot be done.
 */
export async function watchExtension({ logDirectory, say }) {
  const compiler = startNode([COMPILER, '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput']);
  await new Promise(resolve => {
    followLines(compiler.process, join(logDirectory, 'extension-types.log'), line => {
      if (TYPE_ERROR.test(line)) {
        say(line);
      }
      if (/Watching for file changes/u.test(line)) {
        resolve(undefined);
      }
    });
    void compiler.ended.then(resolve);
  });
  const logFile = join(logDirectory, 'extension-bundle.log');
  const bundler = startNode([BUILDER, '--development', '--watch', '--core-path', await prepareCoreDirectory(), '.']);
  let isReady = false;
  await new Promise(resolve => {
    followLines(bundler.process, logFile, line => {
      const ms = COMPILED.exec(line)?.groups?.['ms'];
      if (ms !== undefined) {
        // It stands where the product's build puts its own.
        forgetBuild('extension');
        if (isReady) {
          say(`built in ${ms} ms; reload JupyterLab's page`);
        }
        isReady = true;
        resolve(undefined);
      } else if (NOT_COMPILED.test(line)) {
        say(`${line} (${logFile})`);
      }
    });
    void bundler.ended.then(resolve);
  });
  if (!compiler.isRunning() || !bundler.isRunning()) {
    throw new Failure(`The extension cannot be built as it changes. What was said is in ${logDirectory}.`);
  }
}

/** @param {readonly string[]} args */
const startNode = args => startChild(findProjectNode(), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * @param {string} directory
 * @returns {Promise<string>} A folder of labextensions that holds ours as it is built now.
 */
export async function linkLabextension(directory) {
  const folder = join(directory, 'labextensions');
  const link = join(folder, 'jupyterlab-cell-monitor');
  await mkdir(folder, { recursive: true });
  await rm(link, { force: true, recursive: true });
  await symlink(LABEXTENSION, link, 'junction');
  return folder;
}
