import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BELIEVED_MS, correctTime, skewMs } from './corrected-time';

const NOW_MS = Date.parse('2026-11-22T09:00:00.000Z');
const DAY_MS = 86_400_000;
const at = (ms: number): string => new Date(ms).toISOString();

/** Times as clocks say them, and as liars do. */
const timestamp = oneof(
  integer({ min: -30 * DAY_MS, max: 30 * DAY_MS }).map(offset => at(NOW_MS + offset)),
  constantFrom('0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '1970-01-01T00:00:00Z', '2026-11-22T17:00:00+09:00'),
);
const batches = array(
  record({ sentAt: timestamp, times: array(timestamp, { minLength: 1, maxLength: 5 }), gapMs: integer({ min: 0, max: DAY_MS }) }),
  { maxLength: 8 },
);

describe("an event's time", () => {
  it('is from 8 days before its receipt up to it, in the order of its source, whatever its clock says', () => {
    assert(
      property(batches, sent => {
        let [receivedAtMs, previousMs] = [NOW_MS, 0];
        for (const { sentAt, times, gapMs } of sent) {
          receivedAtMs += gapMs;
          for (const time of times) {
            const timeMs = correctTime(time, skewMs(sentAt, receivedAtMs), receivedAtMs, previousMs);
            expect(timeMs).toBeGreaterThanOrEqual(receivedAtMs - BELIEVED_MS);
            expect(timeMs).toBeLessThanOrEqual(receivedAtMs);
            expect(timeMs).toBeGreaterThanOrEqual(previousMs);
            previousMs = timeMs;
          }
        }
      }),
    );
  });

  it('is what a clock says that is wrong, even by two thousand years, as long as it is the clock that the batch was sent by', () => {
    assert(
      property(
        integer({ min: 0, max: 7 * DAY_MS }),
        constantFrom('0001-01-08T00:00:00.000Z', '9999-12-31T00:00:00.000Z'),
        (agoMs, sentAt) => {
          const time = at(Date.parse(sentAt) - agoMs);

          expect(correctTime(time, skewMs(sentAt, NOW_MS), NOW_MS, 0)).toBe(NOW_MS - agoMs);
        },
      ),
    );
  });

  it.each([
    ['that no clock tells', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
    ['of nine days ago', at(NOW_MS - 9 * DAY_MS), at(NOW_MS)],
    ['that is none', 'yesterday', at(NOW_MS)],
    ['of a batch that was sent at no time', at(NOW_MS), 'never'],
  ])('is that of its receipt, or of the event before it, for a time %s', (_, time, sentAt) => {
    expect(correctTime(time, skewMs(sentAt, NOW_MS), NOW_MS, 0)).toBe(NOW_MS);
    expect(correctTime(time, skewMs(sentAt, NOW_MS), NOW_MS, NOW_MS - 5000)).toBe(NOW_MS - 5000);
  });
});
