import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { explainPipTrouble } from '../toolchain/network-trouble.mjs';
import { findProjectNode } from '../toolchain/node.mjs';
import { build } from './targets.mjs';
import { describeNotices, noticesOf, readNotices } from './third-party-notices.mjs';

const SERVER = inProject('server-stub');
const PYTHON_PROJECT = inProject('python-server');
/** Ready for `npm publish`. */
export const SERVER_PACKAGE = inProject('.build', 'server-package');
const WHEEL_PROJECT = inProject('.build', 'server-wheel');
const SERVER_WHEELS = inProject('python-server', 'dist');
const WITHOUT_SOURCE_MAPS = { recursive: true, filter: (/** @type {string} */ path) => !path.endsWith('.map') };

/**
 * Puts together what `npm publish` takes: server and dashboard with all libraries inside, so that nothing else is installed with it.
 *
 * @param {{ logDirectory: string }} options
 * @returns {Promise<void>}
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function buildServerPackage({ logDirectory }) {
  await build('dashboard', { logDirectory });
  await rm(SERVER_PACKAGE, { recursive: true, force: true });
  const dist = join(SERVER_PACKAGE, 'dist');
  await mkdir(dist, { recursive: true });
  await runQuietly({
    command: findProjectNode(),
    args: [join(SERVER, 'build.mjs'), join(dist, 'cli.mjs'), '--self-contained'],
    cwd: SERVER,
    logFile: `${logDirectory}/build-server-package.log`,
    purpose: 'build the server with its libraries inside',
  });
  const inputsFile = join(dist, 'inputs.json');
  const inside = noticesOf(JSON.parse(await readFile(inputsFile, 'utf8')), SERVER);
  await rm(inputsFile);
  await cp(join(SERVER, 'dist', 'web'), join(dist, 'web'), WITHOUT_SOURCE_MAPS);
  const notices = [...inside, ...readNotices(join(dist, 'web', 'licences.json'))];
  await writeFile(join(SERVER_PACKAGE, 'THIRD-PARTY-NOTICES.txt'), describeNotices(notices));
  await writeFile(join(SERVER_PACKAGE, 'package.json'), `${JSON.stringify(await describePackage(), undefined, 2)}\n`);
  await cp(inProject('LICENSE'), join(SERVER_PACKAGE, 'LICENSE'));
  await cp(join(PYTHON_PROJECT, 'README.md'), join(SERVER_PACKAGE, 'README.md'));
}

/** The workspace's package.json as it is published: nothing to install, and of the project's version, author and addresses. */
async function describePackage() {
  /** @param {string} path */
  const read = async path => JSON.parse(await readFile(path, 'utf8'));
  const { version, author, keywords, homepage, repository, bugs } = await read(inProject('package.json'));
  const { name, description, license, bin, type, engines } = await read(join(SERVER, 'package.json'));
  const files = ['dist', 'THIRD-PARTY-NOTICES.txt'];
  // Who looks for extensions finds none in it.
  const ownKeywords = keywords.filter((/** @type {string} */ word) => word !== 'jupyterlab-extension');
  return { name, version, description, keywords: ownKeywords, license, author, homepage, repository, bugs, bin, files, type, engines };
}

/**
 * Builds the wheel of the server: the same files, for people with Python alone.
 *
 * @param {{ python: string, logDirectory: string }} options `python`: an interpreter with pip.
 * @returns {Promise<string>} The wheel's path.
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function buildServerWheel({ python, logDirectory }) {
  await buildServerPackage({ logDirectory });
  await rm(WHEEL_PROJECT, { recursive: true, force: true });
  await cp(PYTHON_PROJECT, WHEEL_PROJECT, { recursive: true, filter: path => !/[\\/](?:dist|__pycache__)$/u.test(path) });
  await cp(join(SERVER_PACKAGE, 'dist'), join(WHEEL_PROJECT, 'cell_monitor_server', 'server'), { recursive: true });
  for (const name of ['package.json', 'LICENSE', 'THIRD-PARTY-NOTICES.txt']) {
    await cp(join(SERVER_PACKAGE, name), join(WHEEL_PROJECT, name));
  }
  await rm(SERVER_WHEELS, { recursive: true, force: true });
  await runQuietly({
    command: python,
    args: ['-m', 'pip', 'wheel', '--disable-pip-version-check', '--no-deps', '--wheel-dir', SERVER_WHEELS, WHEEL_PROJECT],
    logFile: `${logDirectory}/server-wheel.log`,
    purpose: "build the server's wheel",
    explain: explainPipTrouble,
  });
  const [wheel] = await readdir(SERVER_WHEELS);
  if (wheel === undefined) {
    throw new Failure(`No wheel came out of the build. The whole output is in ${logDirectory}/server-wheel.log.`);
  }
  return join(SERVER_WHEELS, wheel);
}
