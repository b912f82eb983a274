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
  /** What `student-config` wrote; undefined while there is no class yet. */
  readonly studentFiles?: ReadonlyMap<string, string>;
  /** Users by their groups. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** The class server as a service that the hub starts. */
  readonly service?: HubService;
}

/** What differs on this machine from the file in `docs/jupyterhub`. */
interface HubService {
  readonly port: number;
  readonly dataDirectory: string;
  /** Where it leaves the environment that the hub gave it. */
  readonly environmentFile: string;
}

export interface Hub {
  stop(): Promise<void>;
}

/** Addresses on this machine with ports that are free now. */
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

async function writeFiles({ directory, studentFiles, service, url }: HubOptions): Promise<void> {
  const own = await readFile(inProject('ui-tests', 'hub', 'support', 'jupyterhub_config.py'), 'utf8');
  const folder = studentFolderOf(directory);
  await mkdir(folder, { recursive: true });
  const ofStudents =
    studentFiles === undefined
      ? `c.Spawner.environment.update({"JUPYTER_CONFIG_PATH": ${JSON.stringify(folder)}})\n`
      : (studentFiles.get('hub/jupyterhub_config.py') ?? '').replaceAll(`"${DOCUMENTED_FOLDER}"`, JSON.stringify(folder));
  const ofService = service === undefined ? '' : await readServiceFile(service, url);
  await writeFile(join(directory, 'jupyterhub_config.py'), own + ofStudents + ofService);
  if (studentFiles !== undefined) {
    await giveStudentFiles(directory, studentFiles);
  }
}

const studentFolderOf = (directory: string): string => join(directory, 'cell-monitor');

/** Puts the settings of `student-config` where the servers of the hub's users look for them when they start. */
export async function giveStudentFiles(directory: string, studentFiles: ReadonlyMap<string, string>): Promise<void> {
  const settings = 'labconfig/default_setting_overrides.json';
  const target = join(studentFolderOf(directory), settings);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, studentFiles.get(`hub/cell-monitor/${settings}`) ?? '');
}

/** The file that the guide tells administrators to copy, with what they change in it. */
async function readServiceFile({ port, dataDirectory, environmentFile }: HubService, url: string): Promise<string> {
  const program = inProject('server-stub', 'dist', 'cli.mjs');
  const start = ['/bin/sh', '-c', 'umask 077; env > "$0"; exec "$1" "$2"', environmentFile, findProjectNode(), program];
  const changes = {
    '["/opt/cell-monitor/bin/cell-monitor-server"]': JSON.stringify(start),
    '"http://127.0.0.1:8600"': JSON.stringify(`http://127.0.0.1:${String(port)}`),
    '"https://hub.example.org/services/class",': `"${url}/services/class", "CELL_MONITOR_CADENCE_MS": "1000",`,
    '"/var/lib/cell-monitor"': JSON.stringify(dataDirectory),
  };
  const written = await readFile(inProject('docs', 'jupyterhub', 'cell-monitor-service.py'), 'utf8');
  return Object.entries(changes).reduce((text, [from, to]) => {
    if (!text.includes(from)) {
      throw new Error(`docs/jupyterhub/cell-monitor-service.py does not say ${from} any more`);
    }
    return text.replace(from, to);
  }, `\n${written}`);
}

async function giveNotebook(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'lesson.ipynb'), JSON.stringify(NOTEBOOK));
}

function hubEnvironment({ directory, users, administrator, groups = {}, url, hubUrl, proxyApiUrl }: HubOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:JUPYTER|IPYTHON|PYTHONPATH|PYTHONHOME|CELL_MONITOR)/u.test(name));
  const isRoot = process.getuid?.() === 0;
  const python = pythonOf(inProject('.test', 'venv'));
  const test = {
    url,
    hubUrl,
    proxyApiUrl,
    users,
    administrator,
    groups,
    homes: join(directory, 'homes'),
    proxyCommand: [findProjectNode(), inProject('node_modules', 'configurable-http-proxy', 'bin', 'configurable-http-proxy')],
    serverCommand: [python, '-m', 'jupyterhub.singleuser', ...(isRoot ? ['--allow-root'] : [])],
  };
  return { ...Object.fromEntries(inherited), CELL_MONITOR_HUB_TEST: JSON.stringify(test) };
}
