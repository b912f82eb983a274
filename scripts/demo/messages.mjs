const MINUTE_MS = 60_000;

/**
 * @param {{ studentUrl: string, instructorUrl: string, joinCode: string, logs: string, students: number, attendedMs: number }} links
 *   `attendedMs`: for how long the simulated students had been there when the demo was stopped
 * @returns {string} What the demo says when the class is open.
 */
export function welcome({ studentUrl, instructorUrl, joinCode, logs, students, attendedMs }) {
  const company = students === 0 ? '' : `\n  ${String(students)} simulated students ${whatTheyDo(attendedMs)}: see Overview.\n`;
  return `
The class is open. Open both links, agree to what the class asks for and run cells as the student, and watch the dashboard.

  Student     ${studentUrl}
  Instructor  ${instructorUrl}
${company}
  Join code   ${joinCode}
  Logs        ${logs}

Ctrl-C stops everything.
`;
}

/** @param {number} attendedMs */
function whatTheyDo(attendedMs) {
  return attendedMs < MINUTE_MS
    ? 'are joining. Some of them get stuck within minutes'
    : `go on where they were, ${String(Math.round(attendedMs / MINUTE_MS))} min into their class`;
}

/**
 * @param {string} directory
 * @returns {string} What the demo says when it is stopped.
 */
export function farewell(directory) {
  return `\nStopping. The class is kept in ${directory}; start again and it goes on where it is now, or delete that folder to start over.\n`;
}
