import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * @typedef {object} Attendees Who attends: for others, or in another class, time begins anew.
 * @property {string} joinCode
 * @property {number} students
 * @property {number} seed
 */

/**
 * @typedef {object} Attendance
 * @property {number} attendedMs How long they had attended the class when it was opened.
 * @property {() => Promise<void>} keep Notes how long they have by now.
 */

/**
 * How long the simulated students of a class have attended it, kept in a file, so that they go on where they were when the class is opened again.
 *
 * @param {{ file: string, attendees: Attendees, nowMs: () => number }} options
 * @returns {Promise<Attendance>}
 */
export async function continueAttendance({ file, attendees, nowMs }) {
  const attendedMs = readAttended(await readFile(file, 'utf8').catch(() => ''), attendees);
  const startedMs = nowMs();
  return {
    attendedMs,
    keep: async () => {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify({ ...attendees, attendedMs: Math.round(attendedMs + nowMs() - startedMs) }));
    },
  };
}

/**
 * @param {string} text
 * @param {Attendees} attendees
 */
function readAttended(text, { joinCode, students, seed }) {
  try {
    const kept = /** @type {Attendees & { attendedMs: number }} */ (JSON.parse(text));
    const areSame = kept.joinCode === joinCode && kept.students === students && kept.seed === seed;
    return areSame && kept.attendedMs >= 0 ? kept.attendedMs : 0;
  } catch {
    return 0;
  }
}
