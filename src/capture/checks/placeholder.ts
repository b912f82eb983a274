import { statementLines } from './executable';

const MARKER = 'YOUR CODE HERE';

/** What stands for the missing code: nbgrader's stubs for its languages, and what authors of Python write. */
const STUB =
  /^\s*(?:raise +NotImplementedError(?:\([^()]*\))?|fail\(\)|error\('No Answer Given!'\);?|%notImplemented;|throw new \w*NotImplemented\w*\([^()]*\);?|pass|\.\.\.)\s*(?:[#%].*)?$/u;

const BARE_RAISE = /^\s*raise +NotImplementedError(?:\([^()]*\))?\s*(?:#.*)?$/u;

/** The first line of a block; a text behind it describes it. */
const OPENS_BLOCK = /:\s*(?:#.*)?$/u;
const DOCUMENTATION = /("""|''')[\s\S]*?\1/gu;

/** An assignment or a `return` that waits for its value. */
const OPEN_LINE = /(?:=|\breturn|\.\.\.|\bNone|\bpass)\s*$/u;

/**
 * Whether a source looks like what an author hands out to be filled in: the marker, as long as nothing but a stub follows it in its block (students
 * often leave the comment and write below it), or a bare `raise NotImplementedError` that is all there is of its block.
 */
export function isPlaceholder(source: string, language: string): boolean {
  const lines = source.split('\n');
  const marked = lines.flatMap((line, index) => (line.includes(MARKER) ? [index] : []));
  return marked.length > 0 ? marked.every(index => isMarkerUntouched(lines, index, language)) : hasStubBlock(source, language);
}

function isMarkerUntouched(lines: readonly string[], index: number, language: string): boolean {
  const line = lines[index] ?? '';
  if (statementLines(line, language).length > 0) {
    return OPEN_LINE.test(line.slice(0, line.indexOf(MARKER)).replace(/(?:#|%|\/\/|--|\/\*)[^"']*$/u, ''));
  }
  const [next, afterNext] = statementLines(lines.slice(index + 1).join('\n'), language);
  const ends = (other: string | undefined) => other === undefined || indentOf(other) < indentOf(line);
  return ends(next) || (STUB.test(next ?? '') && ends(afterNext));
}

function hasStubBlock(source: string, language: string): boolean {
  if (!source.includes('NotImplementedError')) {
    return false;
  }
  const lines = statementLines(source.replaceAll(DOCUMENTATION, ''), language);
  return lines.some((line, index) => BARE_RAISE.test(line) && (index === 0 || OPENS_BLOCK.test(lines[index - 1] ?? '')));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
