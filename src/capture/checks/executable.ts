const COMMENT_STARTS: Readonly<Record<string, readonly string[]>> = {
  matlab: ['%', '#'],
  octave: ['%', '#'],
  java: ['//'],
  javascript: ['//'],
  typescript: ['//'],
  'c++': ['//'],
  sql: ['--'],
  haskell: ['--'],
};

/** A text that stands alone, as the description of a test whose body is hidden. */
const LONE_TEXT = /^\s*("""[\s\S]*?"""|'''[\s\S]*?''')/u;

/** Whether a cell does anything when it runs: comments alone, as nbgrader leaves them where all tests are hidden, check nothing. */
export function hasSomethingToExecute(source: string, language: string): boolean {
  return statementLines(source.replace(LONE_TEXT, ''), language).length > 0;
}

/** The lines of a source that are neither blank nor comments, with their indentation. */
export function statementLines(source: string, language: string): string[] {
  const starts = COMMENT_STARTS[language.toLowerCase()] ?? ['#'];
  return source.split('\n').filter(line => line.trim() !== '' && !starts.some(start => line.trimStart().startsWith(start)));
}
