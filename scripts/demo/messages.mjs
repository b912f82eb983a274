/**
 * @param {{ studentUrl: string, instructorUrl: string, joinCode: string, logs: string, students: number }} links
 * @returns {string} What the demo says when the class is open.
 */
export function welcome({ studentUrl, instructorUrl, joinCode, logs, students }) {
  const company =
    students === 0 ? '' : `\n  ${String(students)} simulated students are joining. Some of them get stuck within minutes: see Overview.\n`;
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

/**
 * @param {string} directory
 * @returns {string} What the demo says when it is stopped.
 */
export function farewell(directory) {
  return `\nStopping. The class is kept in ${directory}; start again to go on, or delete that folder to start over.\n`;
}
