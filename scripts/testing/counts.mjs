import { readFile } from 'node:fs/promises';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
const NONE = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {string} file Vitest's JSON report.
 * @returns {Promise<Counts>} A suite that fails before its first test counts as one failure.
 */
export async function readVitestCounts(file) {
  const report = await readReport(file);
  if (report === undefined) {
    return NONE;
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = report;
  const failed = numFailedTests === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

/**
 * @param {string} file Playwright's JSON report.
 * @returns {Promise<Counts>}
 */
export async function readPlaywrightCounts(file) {
  const report = await readReport(file);
  if (report === undefined) {
    return NONE;
  }
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/**
 * @param {readonly Counts[]} all
 * @returns {string} The closing line, such as "12 passed, 0 failed".
 */
export function describeCounts(all) {
  const sum = all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), NONE);
  const skipped = sum.skipped === 0 ? '' : `, ${String(sum.skipped)} skipped`;
  return `${String(sum.passed)} passed, ${String(sum.failed)} failed${skipped}`;
}

/**
 * @param {string} file
 * @returns {Promise<any>} Undefined when there is none: the run ended before its report.
 */
async function readReport(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}
