import { readFileSync } from 'node:fs';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject, ROOT } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { explainNpmTrouble } from '../toolchain/network-trouble.mjs';
import { npmCommand } from '../toolchain/npm.mjs';

/** `warn`: npm says what is wrong, though it was started under `npm run --silent`. */
const NPM_OPTIONS = ['--no-audit', '--no-fund', '--loglevel=warn'];

/** npm tries again for minutes when it installs without a network; this asks for one thing, once. */
const PROBE = ['view', 'typescript', 'version', '--loglevel=warn', '--fetch-retries=0', '--fetch-timeout=10000'];

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage */

/**
 * Installs what package-lock.json names, unless it is there already.
 *
 * @param {{ logDirectory: string, onStart?: () => void }} options `onStart`: called when there is something to install.
 * @returns {Promise<boolean>} Whether anything was installed.
 * @throws {Failure}
 */
export async function installDependencies({ logDirectory, onStart }) {
  if (areDependenciesInstalled()) {
    return false;
  }
  onStart?.();
  const [purpose, explain] = ['install the dependencies', explainNpmTrouble];
  await requireNetwork({ ...npmCommand(PROBE), cwd: ROOT, logFile: `${logDirectory}/npm-probe.log`, purpose, explain });
  await runQuietly({ ...npmCommand(['ci', ...NPM_OPTIONS]), cwd: ROOT, logFile: `${logDirectory}/npm-ci.log`, purpose, explain });
  return true;
}

/**
 * Fails for want of a network alone; a registry that does not know the question may still install.
 *
 * @param {import('../processes/quiet-command.mjs').QuietCommand} probe
 * @throws {Failure}
 */
async function requireNetwork(probe) {
  try {
    await runQuietly(probe);
  } catch (error) {
    if (error instanceof Failure && error.isExplained) {
      throw error;
    }
  }
}

/** @returns {boolean} Whether every package of the lock file is in node_modules in its version, those for other systems aside. */
function areDependenciesInstalled() {
  const wanted = readPackages(inProject('package-lock.json'));
  const present = readPackages(inProject('node_modules', '.package-lock.json'));
  return listMissing(wanted, present).length === 0;
}

/**
 * @param {Record<string, LockedPackage>} wanted
 * @param {Record<string, LockedPackage>} present
 * @returns {string[]} The places of packages that are absent or in another version.
 */
export function listMissing(wanted, present) {
  const places = Object.keys(wanted).filter(place => place.includes('node_modules/'));
  return places.filter(place => !isPresent(wanted[place], present[place]));
}

/**
 * @param {LockedPackage | undefined} wanted
 * @param {LockedPackage | undefined} present
 */
function isPresent(wanted, present) {
  if (present === undefined) {
    return wanted?.optional === true || wanted?.devOptional === true;
  }
  return wanted?.version === present.version;
}

/**
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage>}
 */
function readPackages(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return {};
  }
}
