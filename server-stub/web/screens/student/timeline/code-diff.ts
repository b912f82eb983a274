import { diffLines } from 'diff';

export interface DiffLine {
  readonly change: 'added' | 'removed' | 'kept';
  readonly text: string;
}

/** With more changed lines, two texts are simply different, and comparing them further would block the page. */
const MAX_EDITS = 400;

/** What changed between two runs' code, line by line; undefined when next to nothing is the same. */
export function diffCode(before: string, after: string): readonly DiffLine[] | undefined {
  const changes = diffLines(before, after, { maxEditLength: MAX_EDITS, ignoreNewlineAtEof: true, oneChangePerToken: true });
  return changes?.map(({ added, removed, value }) => ({
    change: added ? 'added' : removed ? 'removed' : 'kept',
    text: value.replace(/\r?\n$/u, ''),
  }));
}
