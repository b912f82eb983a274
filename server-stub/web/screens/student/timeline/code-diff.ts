import { diffLines } from 'diff';

export interface DiffLine {
  readonly change: 'added' | 'removed' | 'kept';
  readonly text: string;
}

/** Beyond so many changed lines two texts are simply different ones; comparing them longer would make the page wait. */
const MAX_EDITS = 400;

/** What changed between two runs' code, line by line; undefined when next to nothing is the same. */
export function diffCode(before: string, after: string): readonly DiffLine[] | undefined {
  const changes = diffLines(before, after, { maxEditLength: MAX_EDITS, ignoreNewlineAtEof: true, oneChangePerToken: true });
  return changes?.map(({ added, removed, value }) => ({
    change: added ? 'added' : removed ? 'removed' : 'kept',
    text: value.replace(/\r?\n$/u, ''),
  }));
}
