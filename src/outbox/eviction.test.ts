import { describe, expect, it } from 'vitest';
import { excessOf, findLastOlder, OUTBOX_LIMITS, planEviction } from './eviction';
import type { OutboxEvent } from './outbox';

const event = (seq: number, data: object = {}, time = '2026-12-01T09:00:00.000Z'): OutboxEvent => ({
  first: seq,
  seq,
  body: JSON.stringify({ seq, time, data }),
});
const dataOf = ({ body }: OutboxEvent): unknown => (JSON.parse(body) as { data: unknown }).data;

describe('the limits of what may wait', () => {
  it('are 20,000 events, 20 MB and 7 days', () => {
    expect(OUTBOX_LIMITS).toEqual({ events: 20_000, bytes: 20_971_520, ageMs: 604_800_000 });
  });

  it.each([
    ['nothing below a limit', { events: 99, bytes: 999 }, { events: 0, bytes: 0 }],
    ['nothing at it', { events: 100, bytes: 1_000 }, { events: 0, bytes: 0 }],
    ['a tenth and the rest above it', { events: 101, bytes: 1_005 }, { events: 11, bytes: 105 }],
    ['each by itself', { events: 50, bytes: 1_001 }, { events: 0, bytes: 101 }],
  ])('ask for %s', (_what, held, excess) => {
    expect(excessOf(held, { events: 100, bytes: 1_000, ageMs: 1 })).toEqual(excess);
  });
});

describe('an eviction', () => {
  const code = 'x'.repeat(1_000);

  it('takes nothing when nothing is too much', () => {
    expect(planEviction([event(1, { code })], { events: 0, bytes: 0 })).toEqual({ stripped: [], evictThrough: 0 });
  });

  it('takes long texts from the oldest event on, and no more of them than it must', () => {
    const { stripped, evictThrough } = planEviction([event(1, { code }), event(2, { code }), event(3, { code })], {
      events: 0,
      bytes: 1_200,
    });
    expect(stripped.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(evictThrough).toBe(0);
  });

  it.each([
    ['code', { code, n: 1 }, { n: 1, stripped: true }],
    ['output', { output: code, n: 1 }, { n: 1, stripped: true }],
    ['a traceback', { error: { name: 'E', traceback: code } }, { error: { name: 'E' }, stripped: true }],
    [
      'all of them, and not the error’s name',
      { code, output: code, error: { name: 'E', traceback: code } },
      { error: { name: 'E' }, stripped: true },
    ],
  ])('takes %s', (_what, data, kept) => {
    expect(planEviction([event(1, data)], { events: 0, bytes: 500 }).stripped.map(dataOf)).toEqual([kept]);
  });

  it('leaves an event whole that has no long text, and gives it up when that is not enough', () => {
    const errorAlone = { error: { name: 'E' } };
    expect(planEviction([event(1, errorAlone), event(2, { n: 1 })], { events: 0, bytes: 1 })).toEqual({ stripped: [], evictThrough: 1 });
  });

  it('gives up events from the oldest on, no more than it must, and strips none that goes', () => {
    const waiting = [event(1, { code }), event(2, { code }), event(3, { code })];
    const { stripped, evictThrough } = planEviction(waiting, { events: 2, bytes: 2_500 });
    expect(evictThrough).toBe(2);
    expect(stripped.map(({ seq }) => seq)).toEqual([3]);
  });

  it('counts what is left of a stripped event when it gives that up', () => {
    const waiting = [event(1, { code }), event(2, { n: 1 }), event(3, { n: 1 })];
    const bare = planEviction(waiting, { events: 0, bytes: 1 }).stripped[0]?.body.length ?? 0;
    const wholeBytes = waiting[0]?.body.length ?? 0;
    expect(planEviction(waiting, { events: 0, bytes: wholeBytes }).evictThrough).toBe(1);
    expect(planEviction(waiting, { events: 0, bytes: wholeBytes - bare }).evictThrough).toBe(0);
    expect(planEviction(waiting, { events: 0, bytes: wholeBytes + 1 }).evictThrough).toBe(2);
  });
});

describe('what is too old', () => {
  it('reaches to the last event that was recorded before then', () => {
    const waiting = [event(1, {}, '2026-12-01T09:00:00.000Z'), event(2, {}, '2026-12-01T09:00:01.000Z'), event(3, {}, 'no time')];
    const at = (time: string) => findLastOlder(waiting, Date.parse(time));
    expect(at('2026-12-01T09:00:00.000Z')).toBe(0);
    expect(at('2026-12-01T09:00:01.000Z')).toBe(1);
    expect(at('2030-01-01T00:00:00.000Z')).toBe(2);
  });
});
