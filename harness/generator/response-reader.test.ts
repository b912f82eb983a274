import { describe, expect, it } from 'vitest';
import { ResponseReader } from './response-reader';

const BODY = '{"hwm":40,"nextMs":14210,"rejected":[],"messages":[]}';
const ANSWER = `HTTP/1.1 202 Accepted\r\ncontent-length: ${String(BODY.length)}\r\nkeep-alive: timeout=75\r\n\r\n${BODY}`;

describe('the response reader', () => {
  it('reads the status and the mark of an answer that comes whole', () => {
    expect(new ResponseReader().push(Buffer.from(ANSWER))).toEqual({ status: 202, hwm: 40 });
  });

  it('waits for the rest wherever an answer is cut', () => {
    for (let cut = 1; cut < ANSWER.length; cut++) {
      const reader = new ResponseReader();
      expect(reader.push(Buffer.from(ANSWER.slice(0, cut)))).toBeUndefined();
      expect(reader.push(Buffer.from(ANSWER.slice(cut)))).toEqual({ status: 202, hwm: 40 });
    }
  });

  it('reads one answer after the other', () => {
    const reader = new ResponseReader();
    reader.push(Buffer.from(ANSWER));
    expect(reader.push(Buffer.from('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n{}'))).toEqual({
      status: 503,
      hwm: undefined,
    });
  });

  it('counts the length in bytes', () => {
    const body = '{"detail":"später"}';
    const answer = `HTTP/1.1 400 Bad Request\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`;
    expect(new ResponseReader().push(Buffer.from(answer))).toEqual({ status: 400, hwm: undefined });
  });

  it('refuses what it cannot delimit', () => {
    expect(() => new ResponseReader().push(Buffer.from('HTTP/1.1 202 Accepted\r\n\r\n'))).toThrow('Content-Length');
    expect(() => new ResponseReader().push(Buffer.from(`${ANSWER}HTTP`))).toThrow('more than the answer');
  });
});
