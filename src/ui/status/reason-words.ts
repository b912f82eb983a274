import type { Words } from '../../jupyter/words';

const SERVER_ORIGIN = /class server at (?<origin>\S+?):? (?:cannot|the server)/u;

/**
 * Why events wait, in the student's language. The client says it in English, around an address at most; what the class's server says itself
 * stays as it is.
 * @param language named so, since what is said is not written out here: the test of the translations looks at the client's own sentences
 */
export function sayReason(reason: string, language: Words): string {
  const origin = SERVER_ORIGIN.exec(reason)?.groups?.['origin'] ?? '';
  const literal = reason.replaceAll('%', '%%');
  return origin === '' ? language.__(literal) : language.__(literal.replace(origin, '%1'), origin);
}
