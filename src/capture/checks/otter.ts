import { capText } from '../masking/plain-text';
import type { CheckTarget } from './check-register';

/** The first line of each question's part of what Otter returns; all below it is indented. */
const RESULT = /^(\S.*?) results:( All test cases passed!)?$/u;

/** Characters of one report that are read: what a kernel sends has no bounds. */
const REPORT_LENGTH = 100_000;

const NAME_LENGTH = 200;

/**
 * What Otter's `grader.check("NAME")` and `check_all()` say as plain text, for each question; empty for any other value.
 * They never raise, so a run that shows it failed is told by this alone.
 */
export function readOtterResults(text: string): (CheckTarget & { readonly ok: boolean })[] {
  const lines = text.slice(0, REPORT_LENGTH).split('\n');
  if (!RESULT.test(lines[0] ?? '')) {
    return [];
  }
  return lines.flatMap(line => {
    const [, name, passed] = RESULT.exec(line) ?? [];
    return name === undefined
      ? []
      : [{ exercise: capText(name, NAME_LENGTH), check: capText(name, NAME_LENGTH), ok: passed !== undefined }];
  });
}

/** A cell that does nothing but ask Otter. */
const CHECK_CALL = /^\s*[\w.]+\.check(?:_all)?\([^()]*\)\s*$/u;

/** Whether a cell only calls Otter: such a cell is a check and no attempt at an exercise. */
export function isCheckCall(source: string): boolean {
  return source.split('\n').every(line => line.trim() === '' || line.trimStart().startsWith('#') || CHECK_CALL.test(line));
}
