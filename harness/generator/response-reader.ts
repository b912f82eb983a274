/** What a load generator wants to know of an answer. */
export interface Answer {
  readonly status: number;
  /** The high-water mark in it; undefined when there is none. */
  readonly hwm: number | undefined;
}

const STATUS_AT = 'HTTP/1.1 '.length;
const HEAD_END = '\r\n\r\n';
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/iu;
const HWM = /"hwm":(\d+)/u;

/** Reads answers on a connection that has one request in flight at a time. Far from a whole HTTP parser: it must cost next to nothing. */
export class ResponseReader {
  #received = '';

  /** @returns the answer when `chunk` was its last part. @throws Error for an answer without a `Content-Length`, or with more after its end */
  push(chunk: Buffer): Answer | undefined {
    const received = this.#received + chunk.toString('latin1');
    const headEnd = received.indexOf(HEAD_END);
    const missing = headEnd === -1 ? 1 : headEnd + HEAD_END.length + readLength(received) - received.length;
    if (missing > 0) {
      this.#received = received;
      return undefined;
    }
    if (missing < 0) {
      throw new Error('The server sent more than the answer to the one request in flight.');
    }
    this.#received = '';
    const hwm = HWM.exec(received)?.[1];
    return { status: Number(received.slice(STATUS_AT, STATUS_AT + 3)), hwm: hwm === undefined ? undefined : Number(hwm) };
  }
}

function readLength(received: string): number {
  const length = CONTENT_LENGTH.exec(received)?.[1];
  if (length === undefined) {
    throw new Error('The server sent an answer without a Content-Length.');
  }
  return Number(length);
}
