import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installDependencies } from '../build/dependencies.mjs';
import { build, PRODUCT } from '../build/targets.mjs';
import { buildWheel } from '../build/wheel.mjs';
import { startClassroom } from '../classroom/classroom.mjs';
import { keepSecret } from '../classroom/secret.mjs';
import { startSimulatedStudents } from '../classroom/simulated-students.mjs';
import { ensureJupyterLab, ensureWheelInstalled, pythonOf } from '../jupyter/environment.mjs';
import { isPortFree } from '../processes/port.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { createProgress } from '../terminal/progress.mjs';
import { findPython } from '../toolchain/python.mjs';
import { farewell, welcome } from './messages.mjs';

const DIRECTORY = inProject('.demo');
const ENVIRONMENT = join(DIRECTORY, 'venv');
const LOGS = join(DIRECTORY, 'logs');
const NOTEBOOKS = join(DIRECTORY, 'notebooks');
const SAMPLE = 'First steps.ipynb';
const STUDENT = { studentId: 'ada', displayName: 'Ada Lovelace', team: 'Team 01' };
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
  await requireFreePorts(options);
  await prepare(progress, python.command, options.students > 0);
  const classroom = await openClass(progress, options);
  // Whoever opens the student's link is Ada, in whatever browser the demo was tried before.
  await classroom.server.releaseName(STUDENT.studentId);
  const students = options.students > 0 ? joinStudents(classroom, options) : undefined;
  write(
    welcome({
      studentUrl: studentLink(classroom),
      instructorUrl: classroom.server.dashboardUrl,
      joinCode: classroom.joinCode,
      logs: LOGS,
      students: options.students,
    }),
  );
  await untilStopped(classroom, students, stopped);
  write(farewell(DIRECTORY));
  await Promise.all([students?.stop(), classroom.stop()]);
}

/** @param {DemoOptions} options */
async function requireFreePorts({ port, jupyterPort }) {
  for (const [number, flag, what] of /** @type {const} */ ([
    [port, '--port', 'the class server'],
    [jupyterPort, '--jupyter-port', 'JupyterLab'],
  ])) {
    if (!(await isPortFree(number))) {
      throw new Failure(
        `Port ${String(number)}, which ${what} would use, is taken by another program; perhaps the demo runs already. Stop it, or choose another port: npm run demo -- ${flag} ${String(number + 10)}`,
      );
    }
  }
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
 * @param {Progress} progress
 * @param {DemoOptions} options
 */
async function openClass(progress, { port, jupyterPort, redisUrl, cadenceMs }) {
  await cp(inProject('scripts', 'demo', SAMPLE), join(NOTEBOOKS, SAMPLE), { force: false });
  return progress.step('Class server and JupyterLab', async () =>
    startClassroom({
      directory: DIRECTORY,
      environment: ENVIRONMENT,
      notebooks: NOTEBOOKS,
      instructorToken: await keepSecret(join(DIRECTORY, 'instructor-token')),
      jupyterToken: await keepSecret(join(DIRECTORY, 'jupyter-token')),
      student: STUDENT,
      serverPort: port,
      jupyterPort,
      redisUrl,
      cadenceMs,
    }),
  );
}

/**
 * @param {import('../classroom/classroom.mjs').Classroom} classroom
 * @param {DemoOptions} options
 */
function joinStudents({ server, joinCode }, { students, seed }) {
  return startSimulatedStudents({ serverUrl: server.url, joinCode, students, seed, logFile: join(LOGS, 'students.log') });
}

/** @param {import('../classroom/classroom.mjs').Classroom} classroom */
function studentLink({ lab }) {
  return `${lab.url}/lab/tree/${encodeURIComponent(SAMPLE)}?token=${lab.token}`;
}

/**
 * @param {import('../classroom/classroom.mjs').Classroom} classroom
 * @param {ReturnType<typeof startSimulatedStudents> | undefined} students
 * @param {AbortSignal} stopped
 */
async function untilStopped({ server, lab }, students, stopped) {
  const asked = new Promise(resolve => {
    stopped.addEventListener('abort', () => resolve(undefined), { once: true });
    if (stopped.aborted) {
      resolve(undefined);
    }
  });
  const failures = [
    server.ended.then(() => new Failure(`The class server ended by itself. Its log is in ${LOGS}.`)),
    lab.ended.then(() => new Failure(`JupyterLab ended by itself. Its log is ${lab.logFile}.`)),
    ...(students === undefined ? [] : [students.failure]),
  ];
  const failure = await Promise.race([asked, ...failures]);
  if (failure instanceof Failure && !stopped.aborted) {
    throw failure;
  }
}
