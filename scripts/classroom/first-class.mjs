/** The class that the demo and development open: one student's JupyterLab with a first notebook, and simulated students beside them. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../project/paths.mjs';
import { continueAttendance } from './attendance.mjs';
import { startClassroom } from './classroom.mjs';
import { keepSecret } from './secret.mjs';
import { startSimulatedStudents } from './simulated-students.mjs';

const SAMPLE = 'First steps.ipynb';
const STUDENT = { studentId: 'ada', displayName: 'Ada Lovelace', team: 'Team 01' };

/** Who is killed loses no more of their time. */
const KEEP_EVERY_MS = 5000;

/** The Python environment with JupyterLab and the extension, which both use. */
export const ENVIRONMENT = inProject('.demo', 'venv');

/**
 * @typedef {object} FirstClassOptions
 * @property {string} directory Where the class is kept.
 * @property {number} port
 * @property {number} jupyterPort
 * @property {string | undefined} redisUrl
 * @property {number | undefined} cadenceMs
 * @property {string} [extraExtensions] See ClassroomOptions.
 */

/** @typedef {import('./classroom.mjs').Classroom} Classroom */

/**
 * @param {FirstClassOptions} options
 * @returns {Promise<Classroom & { studentUrl: string }>} `studentUrl` opens the notebook as the student.
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function openFirstClass({ directory, port, jupyterPort, redisUrl, cadenceMs, extraExtensions }) {
  const notebooks = join(directory, 'notebooks');
  await cp(inProject('scripts', 'classroom', SAMPLE), join(notebooks, SAMPLE), { force: false });
  const classroom = await startClassroom({
    directory,
    environment: ENVIRONMENT,
    notebooks,
    instructorToken: await keepSecret(join(directory, 'instructor-token')),
    jupyterToken: await keepSecret(join(directory, 'jupyter-token')),
    student: STUDENT,
    serverPort: port,
    jupyterPort,
    redisUrl,
    cadenceMs,
    ...(extraExtensions !== undefined && { extraExtensions }),
  });
  // Whoever opens the student's link is Ada, in whatever browser the class was tried before.
  await classroom.server.releaseName(STUDENT.studentId);
  const { lab } = classroom;
  return Object.assign(classroom, { studentUrl: `${lab.url}/lab/tree/${encodeURIComponent(SAMPLE)}?token=${lab.token}` });
}

/**
 * @typedef {ReturnType<typeof startSimulatedStudents> & { attendedMs: number }} FirstStudents `attendedMs`: how long they had attended the class before.
 */

/**
 * Lets the simulated students of the class come, or come back and go on where they were.
 *
 * @param {Classroom} classroom
 * @param {{ directory: string, students: number, seed: number, logs: string }} options `students`: how many; none for 0.
 * @returns {Promise<FirstStudents | undefined>}
 */
export async function joinSimulatedStudents({ server, joinCode }, { directory, students, seed, logs }) {
  if (students === 0) {
    return undefined;
  }
  const attendees = { joinCode, students, seed };
  const attendance = await continueAttendance({ file: join(directory, 'attendance.json'), attendees, nowMs: () => performance.now() });
  const { attendedMs } = attendance;
  const running = startSimulatedStudents({ serverUrl: server.url, ...attendees, attendedMs, logFile: join(logs, 'students.log') });
  const keeping = setInterval(() => void attendance.keep(), KEEP_EVERY_MS);
  const stop = async () => {
    clearInterval(keeping);
    await attendance.keep();
    await running.stop();
  };
  return { ...running, attendedMs, stop };
}
