import { array, assert, jsonValue, property } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type WireEvent, writeEventLines } from '../../../src/protocol';
import { eventGroups } from './event-groups';

const GROUP_LENGTH = 16 * 1024;

const eventWith = (data: unknown, seq = 1): WireEvent => ({ seq, type: 'x', time: '2026-11-22T09:00:00.000Z', data }) as WireEvent;
const read = (json: string): readonly WireEvent[] => [...eventGroups(json)].flatMap(({ events }) => events);
const inLines = (events: readonly WireEvent[]): string => writeEventLines(events.map(event => JSON.stringify(event)));
const lengths = (json: string): number[] => [...eventGroups(json)].map(({ events }) => JSON.stringify(events).length);

describe('the events of an entry', () => {
  it('are those of its text, in their order, whatever is in them', () => {
    assert(
      property(array(jsonValue(), { minLength: 1, maxLength: 5 }), values => {
        const events = Array.from({ length: 60 }, (_, index) => eventWith([values, 'x'.repeat(500)], index + 1));
        for (const json of [JSON.stringify(events), JSON.stringify(events, undefined, 2), inLines(events)]) {
          // Not the events themselves: JSON writes -0 as 0.
          expect(read(json)).toEqual(JSON.parse(json));
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each(['"', '\\', '\\"', ',{', ']', '[{', '}]', ']]]]', '\n', ',\n{', '[\n{'])('are not cut within a text that repeats %j', piece => {
    const events = Array.from({ length: 20 }, (_, index) => eventWith({ [piece]: piece.repeat(2000) }, index));
    expect(read(JSON.stringify(events))).toEqual(events);
    expect(read(inLines(events))).toEqual(events);
  });

  it('are none of an empty list', () => {
    expect(read('[]')).toEqual([]);
    expect(read(inLines([]))).toEqual([]);
    expect(read(`[${' '.repeat(2 * GROUP_LENGTH)}]`)).toEqual([]);
  });

  it('come a few at a time, however many there are', () => {
    const json = JSON.stringify(Array.from({ length: 500 }, (_, index) => eventWith('x'.repeat(1900), index)));
    expect(json.length).toBeGreaterThan(900_000);
    expect(Math.max(...lengths(json))).toBeLessThan(GROUP_LENGTH + 2 * 2000);
  });

  it('are found without looking at each character, where each has a line of its own', () => {
    const events = Array.from({ length: 500 }, (_, index) => eventWith('x'.repeat(1900), index));
    const looks = vi.spyOn(String.prototype, 'charCodeAt');
    const groups = lengths(inLines(events));
    const looked = looks.mock.calls.length;
    looks.mockRestore();

    expect(groups.length).toBeGreaterThan(40);
    expect(Math.max(...groups)).toBeLessThan(GROUP_LENGTH + 2 * 2000);
    expect(looked).toBe(0);
  });

  it('take as many bytes as their text', () => {
    const json = JSON.stringify(Array.from({ length: 500 }, (_, index) => eventWith('é'.repeat(900), index)));
    const bytes = [...eventGroups(json)].reduce((sum, { events, bytesEach }) => sum + bytesEach * events.length, 0);
    expect(bytes / Buffer.byteLength(json)).toBeCloseTo(1, 2);
  });
});
