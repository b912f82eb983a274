import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installDependencies } from '../build/dependencies.mjs';
import { build, PRODUCT } from '../build/targets.mjs';
import { buildWheel } from '../build/wheel.mjs';
import { ENVIRONMENT, joinSimulatedStudents, openFirstClass } from '../classroom/first-class.mjs';
import { requireFreePorts } from '../classroom/free-ports.mjs';
import { ensureJupyterLab, ensureWheelInstalled, pythonOf } from '../jupyter/environment.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { createProgress } from '../terminal/progress.mjs';
import { untilAborted } from '../terminal/until-aborted.mjs';
import { findPython } from '../toolchain/python.mjs';
import { farewell, welcome } from './messages.mjs';

const DIRECTORY = inProject('.demo');
const LOGS = join(DIRECTORY, 'logs');
const STEPS = 5;

/** @typedef {import('./arguments.mjs').DemoOptions} DemoOptions */
/** @typedef {import('../terminal/progress.mjs').Progress} Progress */

/**
 * Sets up what is missing, starts the class, prints the links and keeps it running until it is stopped.
 *
 * @param {DemoOptions} options
 * @param {AbortSignal} stopped Ends it.
 * @throws {Failure} If it cannot start, or a part of it ends by itself.
 */
export async function runDemo(options, stopped) {
  const write = (/** @type {string} */ text) => void process.stdout.write(text);
  const progress = createProgress({ total: STEPS, write, nowMs: () => performance.now() });
  const python = findPython();
  await requireFreePorts(
    [
      { port: options.port, flag: '--port', user: 'the class server' },
      { port: options.jupyterPort, flag: '--jupyter-port', user: 'JupyterLab' },
    ],
    'demo',
  );
  await prepare(progress, python.command, options.students > 0);
  const classroom = await progress.step('Class server and JupyterLab', () => openFirstClass({ directory: DIRECTORY, ...options }));
  const students = await joinSimulatedStudents(classroom, { directory: DIRECTORY, ...options, logs: LOGS });
  write(
    welcome({
      studentUrl: classroom.studentUrl,
      instructorUrl: classroom.server.dashboardUrl,
      joinCode: classroom.joinCode,
      logs: LOGS,
      students: options.students,
      attendedMs: students?.attendedMs ?? 0,
    }),
  );
  await untilStopped(classroom, students, stopped);
  write(farewell(DIRECTORY));
  await Promise.all([students?.stop(), classroom.stop()]);
}

/**
 * @param {Progress} progress
 * @param {string} python
 * @param {boolean} withStudents
 */
async function prepare(progress, python, withStudents) {
  const logDirectory = LOGS;
  const onStart = () => progress.remark('this takes about a minute');
  /** @param {boolean} wasNeeded */
  const noteIfThere = wasNeeded => wasNeeded || progress.endWith('up to date');
  await mkdir(LOGS, { recursive: true });
  await progress.step('Node packages', async () => noteIfThere(await installDependencies({ logDirectory, onStart })));
  await progress.step('Extension, server and dashboard', async () => {
    const built = [];
    for (const target of withStudents ? /** @type {const} */ ([...PRODUCT, 'students']) : PRODUCT) {
      built.push(await build(target, { logDirectory }));
    }
    noteIfThere(built.includes(true));
  });
  await progress.step('Python environment with JupyterLab', async () =>
    noteIfThere(await ensureJupyterLab({ directory: ENVIRONMENT, python, logDirectory, onStart })),
  );
  await progress.step('Wheel of the extension, installed by pip', async () => {
    const wheel = await buildWheel({ python: pythonOf(ENVIRONMENT), logDirectory });
    noteIfThere(await ensureWheelInstalled({ directory: ENVIRONMENT, wheel: wheel.path, logDirectory }));
  });
}

/**
 * @param {import('../classroom/classroom.mjs').Classroom} classroom
 * @param {import('../classroom/first-class.mjs').FirstStudents | undefined} students
 * @param {AbortSignal} stopped
 */
async function untilStopped({ server, lab }, students, stopped) {
  const failures = [
    server.ended.then(() => new Failure(`The class server ended by itself. Its log is in ${LOGS}.`)),
    lab.ended.then(() => new Failure(`JupyterLab ended by itself. Its log is ${lab.logFile}.`)),
    ...(students === undefined ? [] : [students.failure]),
  ];
  const failure = await Promise.race([untilAborted(stopped), ...failures]);
  if (failure instanceof Failure && !stopped.aborted) {
    throw failure;
  }
}
