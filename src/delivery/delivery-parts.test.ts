import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteLength, LIMITS } from '../protocol';
import { batchBody, planBatch } from './batch-plan';
import { readRetryAfterMs } from './retry-after';

const event = (seq: number, size = 10) => ({ first: seq, seq, body: JSON.stringify({ seq, x: 'x'.repeat(size) }) });

describe('Retry-After', () => {
  const now = Date.parse('2026-11-22T09:00:00Z');
  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Sun, 22 Nov 2026 09:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 08:00:00 GMT', 0],
    [null, undefined],
    ['', undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['NaN', undefined],
    ['1e9', undefined],
  ])('reads %j as %j', (header, expected) => {
    expect(readRetryAfterMs(header, now)).toBe(expected);
  });
});

describe('planning a batch', () => {
  it('takes the longest prefix that fits, and at least the head', () => {
    const events = [event(1, 100), event(2, 100), event(3, 100)];
    expect(planBatch(events, 8192 + 300)).toEqual(events.slice(0, 2));
    expect(planBatch(events, 1)).toEqual(events.slice(0, 1));
    expect(planBatch([], 1)).toEqual([]);
  });

  it('counts each event with the comma after it, and fills the batch to the byte', () => {
    const events = [event(1), event(2)];
    const bytes = 8192 + events.reduce((sum, { body }) => sum + byteLength(body) + 1, 0);
    expect(planBatch(events, bytes)).toHaveLength(2);
    expect(planBatch(events, bytes - 1)).toHaveLength(1);
  });

  it('never makes a body over the limit of what is worth sending', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(15_000), { minLength: 1, maxLength: 60 }), sizes => {
        const events = sizes.map((size, index) => event(index + 1, size));
        const body = batchBody({ sid: 'A'.repeat(22), oldest: 1, sentAt: new Date(0).toISOString() }, planBatch(events, LIMITS.batchBytes));
        expect(byteLength(body)).toBeLessThanOrEqual(LIMITS.batchBytes);
      }),
    );
  });

  it('keeps the texts of the events to the letter', () => {
    const body = batchBody({ sid: 's', oldest: 1, sentAt: 't', token: '"}' }, [event(1)]);
    expect(JSON.parse(body)).toEqual({ v: 1, sid: 's', oldest: 1, sentAt: 't', token: '"}', events: [JSON.parse(event(1).body)] });
  });
});
