/**
 * @param {{ studentUrl: string, instructorUrl: string, serverUrl: string, joinCode: string, logs: string, students: number }} links
 * @returns {string} What is said when the class is open.
 */
export function welcome({ studentUrl, instructorUrl, serverUrl, joinCode, logs, students }) {
  const company = students === 0 ? '' : `, with ${String(students)} simulated students`;
  return `
The class is open${company}. What you save is built and shown:

  Dashboard   ${instructorUrl}
              server-stub/web: changes in the open page
  JupyterLab  ${studentUrl}
              src, style: reload the page when "extension" says that it is built
  Server      ${serverUrl}/api/v1
              server-stub/src, src/protocol: starts again with its class

  Join code   ${joinCode}
  Logs        ${logs}

Ctrl-C stops everything.

`;
}
