import { rm } from 'node:fs/promises';
import { build, PRODUCT } from '../build/targets.mjs';
import { buildWheel } from '../build/wheel.mjs';
import { ensureJupyterHub, pythonOf } from '../jupyter/environment.mjs';
import { AUTHORS, COLLABORATION, OLDEST_LAB, SERVER_SIDE } from '../jupyter/environments.mjs';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject, ROOT } from '../project/paths.mjs';
import { findProjectNode } from '../toolchain/node.mjs';
import { npmCommand } from '../toolchain/npm.mjs';
import { testExports } from './exports.mjs';
import { ENVIRONMENT, installProduct, prepareEnvironments } from './jupyter-suites.mjs';
import { testPackages } from './packages.mjs';
import { ensureBrowser } from './browser-program.mjs';
import { ensureFirefox } from './firefox-program.mjs';
import { ensureJapaneseFont } from './japanese-font.mjs';
import { ensureRedisProgram } from './redis-program.mjs';
import { ensureWebKit } from './webkit-program.mjs';

export const VITEST_REPORT = inProject('.test', 'vitest.json');
/** Each browser suite writes its counts where its own configuration says. */
const BROWSER_SUITES = {
  delivery: { config: 'delivery.config.ts', report: inProject('.test', 'delivery.json') },
  browsers: { config: 'browsers.config.ts', report: inProject('.test', 'browsers.json'), args: ['-g', '@short'] },
  dashboard: { config: 'dashboard.config.ts', report: inProject('.test', 'dashboard.json') },
  classroom: { config: 'playwright.config.ts', report: inProject('.test', 'playwright.json') },
  truth: { config: 'truth.config.ts', report: inProject('.test', 'truth.json'), args: ['--project', 'short'] },
  jupyter: {
    config: 'jupyter.config.ts',
    report: inProject('.test', 'jupyter.json'),
    args: ['--project', 'JupyterLab 4.0', '--project', 'Collaboration'],
  },
  hub: { config: 'hub.config.ts', report: inProject('.test', 'hub.json') },
};
export const PLAYWRIGHT_REPORTS = Object.values(BROWSER_SUITES).map(suite => suite.report);
export const LOGS = inProject('.test', 'logs');
const EVIDENCE_LINES = 120;

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {readonly ('code' | 'ui')[]} kinds The parts of the whole that need it.
 * @property {() => Promise<unknown>} [ahead] What goes on while the stages before it are at work: installing, building, what is told by one process alone.
 * @property {() => Promise<unknown>} [work] What it does when its turn has come.
 */

const logs = { logDirectory: LOGS };

/** @type {readonly Stage[]} */
export const STAGES = [
  { title: 'Lint', kinds: ['code'], work: () => runScript('lint', 'pass the linter') },
  { title: 'Format', kinds: ['code'], work: () => runScript('format:check', 'find all files formatted (npm run format mends that)') },
  { title: 'Types', kinds: ['code'], work: () => runScript('typecheck', 'pass the type check') },
  // Before the tests of the code, some of which build what is not built.
  { title: 'Build', kinds: ['ui'], ahead: buildProduct },
  { title: 'A Redis to start', kinds: ['code', 'ui'], ahead: () => ensureRedisProgram(logs) },
  { title: 'Unit, contract and server tests', kinds: ['code'], work: runVitest },
  { title: 'A browser to drive', kinds: ['ui'], ahead: () => ensureBrowser(logs).then(() => ensureJapaneseFont(logs)) },
  { title: 'Wheel, pip-installed beside a fresh JupyterLab', kinds: ['ui'], ahead: () => installProduct(logs) },
  { title: 'The part of the Jupyter server', kinds: ['ui'], ahead: runPythonTests },
  {
    title: 'The packages, and the server with Python alone',
    kinds: ['ui'],
    ahead: () => testPackages({ ...logs, extensionWheel }),
  },
  { title: 'A notebook that reads the exports', kinds: ['ui'], ahead: () => testExports(logs) },
  { title: 'The client in a browser', kinds: ['ui'], work: () => runPlaywright('delivery') },
  { title: 'WebKit and Firefox', kinds: ['ui'], ahead: ensureBrowsers, work: runBrowsers },
  { title: 'The dashboard in a browser, and who attacks it', kinds: ['ui'], work: () => runPlaywright('dashboard') },
  // JupyterHub comes into the JupyterLab that the others use, and so before them.
  {
    title: 'JupyterLab and the dashboard in a browser',
    kinds: ['ui'],
    ahead: () => ensureJupyterHub({ directory: ENVIRONMENT, ...logs }),
    work: () => runPlaywright('classroom'),
  },
  {
    title: 'What is told of runs in JupyterLab, and what is true',
    kinds: ['ui'],
    ahead: () => prepareEnvironments([AUTHORS, SERVER_SIDE], logs),
    work: () => runPlaywright('truth'),
  },
  {
    title: 'The oldest JupyterLab, and several people on one server',
    kinds: ['ui'],
    ahead: () => prepareEnvironments([OLDEST_LAB, COLLABORATION], logs),
    work: () => runPlaywright('jupyter'),
  },
  { title: 'A JupyterHub and its users in a browser', kinds: ['ui'], work: () => runPlaywright('hub') },
];

/**
 * @param {string} name Of a script in package.json.
 * @param {string} purpose
 * @param {readonly string[]} [args]
 */
async function runScript(name, purpose, args = []) {
  const logFile = `${LOGS}/${name.replace(':', '-')}.log`;
  await runQuietly({ ...npmCommand(['run', '--silent', name, '--', ...args]), cwd: ROOT, logFile, purpose, tailLines: EVIDENCE_LINES });
}

async function runVitest() {
  await rm(VITEST_REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
  await runScript('test:unit', 'pass the unit, contract and server tests', reporters);
}

async function buildProduct() {
  for (const target of PRODUCT) {
    await build(target, logs);
  }
}

/** Of `installProduct`; built already, it is only looked up. */
async function extensionWheel() {
  return (await buildWheel({ python: pythonOf(ENVIRONMENT), logDirectory: LOGS })).path;
}

/** With the standard library's own test runner, against the source: what is installed is what the browser tests use. */
async function runPythonTests() {
  await runQuietly({
    command: pythonOf(ENVIRONMENT),
    args: ['-m', 'unittest', 'discover', '-s', 'python-tests'],
    cwd: ROOT,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    logFile: `${LOGS}/python-tests.log`,
    purpose: 'pass the Python tests',
    tailLines: EVIDENCE_LINES,
  });
}

/** Only Linux has a WebKit that can be driven without a Mac's own: elsewhere Firefox is alone. */
const HAS_WEBKIT = process.platform === 'linux';

async function ensureBrowsers() {
  await ensureFirefox(logs);
  await (HAS_WEBKIT ? ensureWebKit(logs) : undefined);
}

async function runBrowsers() {
  await runPlaywright('browsers', HAS_WEBKIT ? [] : ['--project=Firefox']);
}

/**
 * @param {keyof typeof BROWSER_SUITES} name
 * @param {readonly string[]} [chosen] More of Playwright's arguments.
 */
async function runPlaywright(name, chosen = []) {
  const { config, report, ...more } = BROWSER_SUITES[name];
  const args = 'args' in more ? more.args : [];
  await rm(report, { force: true });
  const browser = await ensureBrowser(logs);
  await runQuietly({
    command: findProjectNode(),
    args: [inProject('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--config', config, ...args, ...chosen],
    cwd: inProject('ui-tests'),
    env: { ...process.env, ...(browser !== undefined && { CELL_MONITOR_TEST_BROWSER: browser }) },
    logFile: `${LOGS}/browser-tests-${name}.log`,
    purpose: 'pass the browser tests',
    tailLines: EVIDENCE_LINES,
  });
}
