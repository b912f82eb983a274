import { closeSync, openSync } from 'node:fs';
import { startChild } from '../processes/child.mjs';
import { readTail } from '../processes/log-tail.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { findProjectNode } from '../toolchain/node.mjs';

const STUDENTS_PROGRAM = inProject('simulation', 'dist', 'students.mjs');

/**
 * @typedef {object} SimulatedStudentsOptions
 * @property {string} serverUrl
 * @property {string} joinCode
 * @property {number} students How many.
 * @property {number} seed The same seed gives students of the same behaviour.
 * @property {number} attendedMs How long they have attended the class before: they go on from there.
 * @property {string} logFile
 */

/**
 * Starts simulated students: the extension's own delivery code, with seeded behaviour instead of people.
 *
 * @param {SimulatedStudentsOptions} options
 * @returns {{ ended: Promise<unknown>, failure: Promise<Failure>, stop: () => Promise<void> }} `failure` resolves only if they end with an error.
 */
export function startSimulatedStudents({ serverUrl, joinCode, students, seed, attendedMs, logFile }) {
  const who = ['--students', String(students), '--seed', String(seed), '--attended-ms', String(attendedMs)];
  const args = ['--server', serverUrl, '--join-code', joinCode, ...who];
  const log = openSync(logFile, 'w');
  const child = startChild(findProjectNode(), [STUDENTS_PROGRAM, ...args], { stdio: ['ignore', log, log] });
  closeSync(log);
  return { ended: child.ended, failure: watchForFailure(child, logFile), stop: child.stop };
}

/**
 * @param {import('../processes/child.mjs').Child} child
 * @param {string} logFile
 * @returns {Promise<Failure>}
 */
async function watchForFailure(child, logFile) {
  const { code } = await child.ended;
  if (code === 0 || code === null) {
    return new Promise(() => undefined);
  }
  return new Failure(`The simulated students stopped by themselves. Their whole log is in ${logFile}.`, {
    evidence: await readTail(logFile),
  });
}
