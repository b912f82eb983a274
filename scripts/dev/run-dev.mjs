import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installDependencies } from '../build/dependencies.mjs';
import { build } from '../build/targets.mjs';
import { buildWheel } from '../build/wheel.mjs';
import { ENVIRONMENT, joinSimulatedStudents, openFirstClass } from '../classroom/first-class.mjs';
import { requireFreePorts } from '../classroom/free-ports.mjs';
import { ensureJupyterLab, ensureWheelInstalled, hasSomeWheel, pythonOf } from '../jupyter/environment.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { createProgress } from '../terminal/progress.mjs';
import { untilAborted } from '../terminal/until-aborted.mjs';
import { findPython } from '../toolchain/python.mjs';
import { serveHotDashboard } from './hot-dashboard.mjs';
import { welcome } from './messages.mjs';
import { restartServerOnChange } from './server-on-change.mjs';
import { linkLabextension, watchExtension } from './watched-extension.mjs';

const DIRECTORY = inProject('.dev');
const LOGS = join(DIRECTORY, 'logs');
const STEPS = 6;

const write = (/** @type {string} */ text) => void process.stdout.write(text);

/** @param {string} who @returns {(line: string) => void} */
const sayAs = who => line => write(`${who.padEnd(10)} ${line}\n`);

/**
 * Sets up what is missing, opens a class of what is in the working tree and keeps it so until it is stopped.
 *
 * @param {import('./arguments.mjs').DevOptions} options
 * @param {AbortSignal} stopped Ends it.
 * @throws {Failure} If it cannot start, or a part of it that no change can mend ends by itself.
 */
export async function runDev(options, stopped) {
  const progress = createProgress({ total: STEPS, write, nowMs: () => performance.now() });
  const python = findPython();
  await requireFreePorts(
    [
      { port: options.port, flag: '--port', user: 'the class server' },
      { port: options.jupyterPort, flag: '--jupyter-port', user: 'JupyterLab' },
      { port: options.dashboardPort, flag: '--dashboard-port', user: 'the dashboard' },
    ],
    'dev',
  );
  await prepare(progress, python.command);
  await progress.step('Extension, built as it changes', () => watchExtension({ logDirectory: LOGS, say: sayAs('extension') }));
  const extraExtensions = await linkLabextension(DIRECTORY);
  const classroom = await progress.step('Class server and JupyterLab', () =>
    openFirstClass({ directory: DIRECTORY, extraExtensions, ...options }),
  );
  const server = restartServerOnChange(classroom, { logDirectory: LOGS, say: sayAs('server') });
  const dashboard = await progress.step('Dashboard, changed as it is saved', () =>
    serveHotDashboard({
      port: options.dashboardPort,
      serverUrl: classroom.server.url,
      logDirectory: LOGS,
      say: sayAs('dashboard'),
    }),
  );
  const students = await joinSimulatedStudents(classroom, { directory: DIRECTORY, ...options, logs: LOGS });
  const fragment = new URL(classroom.server.dashboardUrl).hash;
  write(
    welcome({
      studentUrl: classroom.studentUrl,
      instructorUrl: `${dashboard.url}/${fragment}`,
      serverUrl: classroom.server.url,
      joinCode: classroom.joinCode,
      logs: LOGS,
      students: options.students,
    }),
  );
  const failure = await Promise.race([
    untilAborted(stopped),
    dashboard.ended.then(() => new Failure(`The dashboard's server ended by itself. Its log is in ${LOGS}.`)),
    classroom.lab.ended.then(() => new Failure(`JupyterLab ended by itself. Its log is ${classroom.lab.logFile}.`)),
    ...(students === undefined ? [] : [students.failure]),
  ]);
  await server.close();
  if (failure instanceof Failure && !stopped.aborted) {
    throw failure;
  }
  write(`\nStopping. The class is kept in ${DIRECTORY}; delete that folder to start over.\n`);
  await Promise.all([students?.stop(), classroom.stop()]);
}

/**
 * The extension's wheel is installed for its Python part and its translations, once: its pages come from the working tree.
 *
 * @param {import('../terminal/progress.mjs').Progress} progress
 * @param {string} python
 */
async function prepare(progress, python) {
  const logDirectory = LOGS;
  const onStart = () => progress.remark('this takes about a minute');
  /** @param {boolean} wasNeeded */
  const noteIfThere = wasNeeded => wasNeeded || progress.endWith('up to date');
  await mkdir(LOGS, { recursive: true });
  await progress.step('Node packages', async () => noteIfThere(await installDependencies({ logDirectory, onStart })));
  await progress.step('Server and simulated students', async () => {
    const built = [await build('server', { logDirectory }), await build('students', { logDirectory })];
    noteIfThere(built.includes(true));
  });
  await progress.step('Python environment with JupyterLab', async () => {
    const wasMade = await ensureJupyterLab({ directory: ENVIRONMENT, python, logDirectory, onStart });
    if (hasSomeWheel(ENVIRONMENT)) {
      return noteIfThere(wasMade);
    }
    await build('extension', { logDirectory });
    const wheel = await buildWheel({ python: pythonOf(ENVIRONMENT), logDirectory });
    return ensureWheelInstalled({ directory: ENVIRONMENT, wheel: wheel.path, logDirectory });
  });
}
