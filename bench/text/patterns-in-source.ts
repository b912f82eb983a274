import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'vite';

/** A pattern as it stands in the source. */
interface SourcePattern {
  /** `file: /pattern/flags` */
  readonly name: string;
  readonly source: string;
  readonly flags: string;
}

export interface PatternsOfFile {
  readonly file: string;
  readonly literals: readonly SourcePattern[];
  /** How many patterns it builds from texts: what they are is known only when it runs. */
  readonly built: number;
}

/** Every regular expression of the files. @param root where `globs` start */
export function patternsIn(root: string, globs: readonly string[]): readonly PatternsOfFile[] {
  return globs
    .flatMap(glob => globSync(glob, { cwd: root }))
    .filter(file => !/\.(?:test|contract)\.tsx?$|\/(?:fixtures|testing)\//u.test(file))
    .toSorted()
    .map(file => patternsOf(file, readFileSync(`${root}/${file}`, 'utf8')));
}

function patternsOf(file: string, text: string): PatternsOfFile {
  const literals: SourcePattern[] = [];
  let built = 0;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (typeof node !== 'object' || node === null) {
      return;
    }
    const { regex, callee, type } = node as { regex?: { pattern: string; flags: string }; callee?: { name?: string }; type?: string };
    if (regex !== undefined) {
      literals.push({ name: `${file}: /${regex.pattern}/${regex.flags}`, source: regex.pattern, flags: regex.flags });
    }
    built += (type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp' ? 1 : 0;
    Object.values(node).forEach(visit);
  };
  visit(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }).body);
  return { file, literals, built };
}
