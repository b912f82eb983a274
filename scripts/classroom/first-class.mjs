/** The class that the demo and development open: one student's JupyterLab with a first notebook, and simulated students beside them. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../project/paths.mjs';
import { startClassroom } from './classroom.mjs';
import { keepSecret } from './secret.mjs';
import { startSimulatedStudents } from './simulated-students.mjs';

const SAMPLE = 'First steps.ipynb';
const STUDENT = { studentId: 'ada', displayName: 'Ada Lovelace', team: 'Team 01' };

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
 * @param {Classroom} classroom
 * @param {{ students: number, seed: number, logs: string }} options `students`: how many; none for 0.
 * @returns {ReturnType<typeof startSimulatedStudents> | undefined}
 */
export function joinSimulatedStudents({ server, joinCode }, { students, seed, logs }) {
  if (students === 0) {
    return undefined;
  }
  return startSimulatedStudents({ serverUrl: server.url, joinCode, students, seed, logFile: join(logs, 'students.log') });
}
