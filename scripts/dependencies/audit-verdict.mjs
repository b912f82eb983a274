/** @typedef {{ kind: 'sound' | 'weak' | 'unanswered', words: string }} Verdict */

/**
 * What `npm audit --json` said. A registry that did not answer is no finding, and no all-clear either: npm itself ends with 1 for both.
 *
 * @param {string} output Its standard output.
 * @returns {Verdict}
 */
export function readAudit(output) {
  const report = parse(output);
  const counts = report?.metadata?.vulnerabilities;
  if (counts === undefined) {
    return { kind: 'unanswered', words: `The registry did not say which libraries have known weaknesses: ${reasonOf(report)}` };
  }
  const grave = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) => severity === 'high' || severity === 'critical');
  return grave.length === 0
    ? { kind: 'sound', words: `No grave weakness is known of ${String(report.metadata.dependencies?.total ?? 0)} packages.` }
    : { kind: 'weak', words: `Grave weaknesses are known of ${grave.map(({ name, severity }) => `${name} (${severity})`).join(', ')}.` };
}

/** @param {any} report @returns {string} */
const reasonOf = report => report?.message ?? report?.error?.summary ?? 'it answered nothing that can be read';

/**
 * @param {string} output
 * @returns {any}
 */
function parse(output) {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
