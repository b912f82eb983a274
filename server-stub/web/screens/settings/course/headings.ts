import { LIMITS } from '../../../../../src/protocol';
import { inertLine } from '../../../text/inert';
import type { NotebookCell } from './notebook-cells';

const HEADING = /^ {0,3}#{1,6}[ \t]+(\S.*)$/u;
const FENCE = /^ {0,3}(?:```|~~~)/u;

/** The last heading above each cell, as plain text; empty where there is none. */
export function headingsAbove(cells: readonly NotebookCell[]): readonly string[] {
  let last = '';
  return cells.map(cell => {
    if (cell.isMarkdown) {
      last = lastHeading(cell.readSource()) ?? last;
    }
    return last;
  });
}

function lastHeading(markdown: string): string | undefined {
  let [isCode, found] = [false, undefined as string | undefined];
  for (const line of markdown.split('\n')) {
    isCode = FENCE.test(line) ? !isCode : isCode;
    found = (isCode ? undefined : plainHeading(line)) ?? found;
  }
  return found;
}

function plainHeading(line: string): string | undefined {
  const [, text = ''] = HEADING.exec(line) ?? [];
  const plain = inertLine(text.replace(/[ \t]#+[ \t]*$/u, '').replaceAll(/[*`_]{1,3}/gu, ''), LIMITS.exerciseNameLength);
  return plain === '' ? undefined : plain;
}
