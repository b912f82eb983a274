import { describe, expect, it } from 'vitest';
import { checkBatch } from '../../src/protocol';
import { BatchRequest } from './batch-request';

const SOURCE = { studentId: 's001', sid: 'A'.repeat(22), token: 'a.b.c' };
const makeRequest = (events: number) => new BatchRequest('127.0.0.1:8600', SOURCE, events, new Date('2026-11-22T09:10:00.000Z'));

function read(bytes: Buffer) {
  const [head = '', body = ''] = bytes.toString().split('\r\n\r\n');
  return { head, body, batch: JSON.parse(body) as { events: readonly { seq: number }[] } };
}

describe('a batch request', () => {
  it('is what the protocol takes, from the first batch through every number of digits', () => {
    const request = makeRequest(7);
    for (let first = 1; first < 2500; first += 7) {
      const { head, body, batch } = read(request.bytesFrom(first));
      expect(head).toContain(`Content-Length: ${String(body.length)}`);
      expect(checkBatch(batch, 'outputs')).toMatchObject({ ok: true, value: { range: { first, last: first + 6 } } });
      expect(batch.events.map(event => event.seq)).toEqual(Array.from({ length: 7 }, (_, index) => first + index));
    }
  });

  it('is new for each batch in its digits alone', () => {
    const request = makeRequest(20);
    const before = request
      .bytesFrom(1001)
      .toString()
      .replaceAll(/"seq":\d+/gu, '');
    expect(
      request
        .bytesFrom(8021)
        .toString()
        .replaceAll(/"seq":\d+/gu, ''),
    ).toBe(before);
  });
});
