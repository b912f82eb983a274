/** What came back on a connection. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const HEAD_END = '\r\n\r\n';

/** Reads all answers of a closed connection, each with its length or to the end. @param text in Latin-1 */
export function readAnswers(text: string, isWithoutBody: boolean): readonly Answer[] {
  const answers: Answer[] = [];
  let rest = text;
  while (rest.startsWith('HTTP/')) {
    const headEnd = rest.indexOf(HEAD_END);
    const head = headEnd === -1 ? rest : rest.slice(0, headEnd);
    const after = headEnd === -1 ? '' : rest.slice(headEnd + HEAD_END.length);
    const headers = readHeaders(head);
    const length = isWithoutBody ? 0 : Number(headers.get('content-length') ?? after.length);
    answers.push({ status: Number(/^HTTP\/1\.1 (\d{3})/u.exec(head)?.[1]), headers, body: after.slice(0, length) });
    rest = after.slice(length);
  }
  return answers;
}

function readHeaders(head: string): ReadonlyMap<string, string> {
  const lines = head.split('\r\n').slice(1);
  return new Map(lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
}
