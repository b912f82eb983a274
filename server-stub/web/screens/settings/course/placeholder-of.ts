import { hasSomethingToExecute, statementLines } from '../../../../../src/capture/checks/executable';
import { isPlaceholder } from '../../../../../src/capture/checks/placeholder';
import { placeholderHash } from '../../../../../src/capture/checks/placeholder-hash';

/** What a definition is without its body, and a body or value that is still to be written. */
const UNWRITTEN =
  /^\s*(?:(?:async +)?def\b.*:|class\b.*:|@.*|(?:from|import) .*|pass|\.{3}|return(?: +(?:None|\.{3}))?|[\w.,][\w., ]*= *(?:None|\.{3})|raise +NotImplementedError.*)\s*(?:#.*)?$/u;

const DOCUMENTATION = /("""|''')[\s\S]*?\1/gu;

/** The hash of a source that is handed out to be filled in; undefined where it has something to run already. */
export function placeholderOf(source: string, language: string): string | undefined {
  return isToBeFilledIn(source, language) ? placeholderHash(source) : undefined;
}

function isToBeFilledIn(source: string, language: string): boolean {
  if (!hasSomethingToExecute(source, language) || isPlaceholder(source, language)) {
    return true;
  }
  return (
    language.toLowerCase() === 'python' &&
    statementLines(source.replaceAll(DOCUMENTATION, ''), language).every(line => UNWRITTEN.test(line))
  );
}
