import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pythonOf } from '../../../scripts/jupyter/environment.mjs';
import { startChild } from '../../../scripts/processes/child.mjs';
import { readTail } from '../../../scripts/processes/log-tail.mjs';
import { findFreePort } from '../../../scripts/processes/port.mjs';
import { waitUntilAnswering } from '../../../scripts/processes/readiness.mjs';
import { inProject } from '../../../scripts/project/paths.mjs';
import { Failure } from '../../../scripts/terminal/failure.mjs';
import { findProjectNode } from '../../../scripts/toolchain/node.mjs';

const START_TIMEOUT_MS = 60_000;
/** It stops its users' servers one after the other. */
const STOP_GRACE_MS = 30_000;
/** Where the snippet for a hub's own machine says that the students' settings lie. */
const DOCUMENTED_FOLDER = '/srv/cell-monitor';
const NOTEBOOK = {
  cells: [{ id: 'first', cell_type: 'code', source: [], metadata: {}, outputs: [], execution_count: null }],
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
};

export interface HubAddresses {
  /** Where users come in. */
  readonly url: string;
  /** The hub itself, behind its proxy. */
  readonly hubUrl: string;
  readonly proxyApiUrl: string;
  readonly apiUrl: string;
}

export interface HubOptions extends HubAddresses {
  readonly directory: string;
  readonly users: readonly string[];
  readonly administrator: string;
  /** What `student-config` wrote. */
  readonly studentFiles: ReadonlyMap<string, string>;
}

export interface Hub {
  stop(): Promise<void>;
}

export async function findHubAddresses(): Promise<HubAddresses> {
  const local = async (): Promise<string> => `http://127.0.0.1:${String(await findFreePort())}`;
  const [url, hubUrl, proxyApiUrl] = [await local(), await local(), await local()];
  return { url, hubUrl, proxyApiUrl, apiUrl: `${hubUrl}/hub/api` };
}

/** Starts a JupyterHub with its proxy, set up for the class as an administrator sets it up, and waits until it answers. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { directory, users, administrator } = options;
  await writeFiles(options);
  await Promise.all([...users, administrator].map(user => giveNotebook(join(directory, 'homes', user))));
  const logFile = join(directory, 'jupyterhub.log');
  const log = openSync(logFile, 'w');
  const child = startChild(pythonOf(inProject('.test', 'venv')), ['-m', 'jupyterhub', '-f', join(directory, 'jupyterhub_config.py')], {
    cwd: directory,
    env: hubEnvironment(options),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  if (!(await waitUntilAnswering(`${options.url}/hub/api`, { isRunning: child.isRunning, timeoutMs: START_TIMEOUT_MS }))) {
    await child.stop();
    throw new Failure('JupyterHub did not start.', { evidence: await readTail(logFile) });
  }
  return { stop: () => child.stop(STOP_GRACE_MS) };
}

async function writeFiles({ directory, studentFiles }: HubOptions): Promise<void> {
  const own = await readFile(inProject('ui-tests', 'hub', 'support', 'jupyterhub_config.py'), 'utf8');
  const written = studentFiles.get('hub/jupyterhub_config.py') ?? '';
  const folder = join(directory, 'cell-monitor');
  const settings = 'labconfig/default_setting_overrides.json';
  await mkdir(dirname(join(folder, settings)), { recursive: true });
  await writeFile(join(folder, settings), studentFiles.get(`hub/cell-monitor/${settings}`) ?? '');
  await writeFile(join(directory, 'jupyterhub_config.py'), own + written.replaceAll(`"${DOCUMENTED_FOLDER}"`, JSON.stringify(folder)));
}

async function giveNotebook(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'lesson.ipynb'), JSON.stringify(NOTEBOOK));
}

function hubEnvironment({ directory, users, administrator, url, hubUrl, proxyApiUrl }: HubOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:JUPYTER|IPYTHON|PYTHONPATH|PYTHONHOME|CELL_MONITOR)/u.test(name));
  const isRoot = process.getuid?.() === 0;
  const python = pythonOf(inProject('.test', 'venv'));
  const test = {
    url,
    hubUrl,
    proxyApiUrl,
    users,
    administrator,
    homes: join(directory, 'homes'),
    proxyCommand: [findProjectNode(), inProject('node_modules', 'configurable-http-proxy', 'bin', 'configurable-http-proxy')],
    serverCommand: [python, '-m', 'jupyterhub.singleuser', ...(isRoot ? ['--allow-root'] : [])],
  };
  return { ...Object.fromEntries(inherited), CELL_MONITOR_HUB_TEST: JSON.stringify(test) };
}
