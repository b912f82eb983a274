import { array, assert, integer, property, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActivitySpans } from './activity-spans';
import { ClassSessions } from './class-sessions';

const MINUTE_MS = 60_000;
const GRACE = { id: 'g', name: 'Grace' };

/** A class of one student who reports at these minutes; an instructor begins sessions at those. */
function meet(reports: readonly number[], begun: readonly number[] = []): ClassSessions {
  const ada = new ActivitySpans();
  const sessions = new ClassSessions(() => [ada]);
  reports.forEach(minute => sessions.note(ada, minute * MINUTE_MS));
  begun.forEach(minute => sessions.begin({ id: `b${String(minute)}`, atMs: minute * MINUTE_MS, by: GRACE }));
  return sessions;
}

const startsOf = (sessions: ClassSessions): readonly number[] => sessions.list().map(({ startedAtMs }) => startedAtMs / MINUTE_MS);

describe("a class's sessions", () => {
  it('are none before anybody has reported anything, and all is of now', () => {
    expect(meet([]).list()).toEqual([]);
    expect(meet([])).toMatchObject({ current: undefined, sinceMs: Number.NEGATIVE_INFINITY, lastMs: 0 });
  });

  it('begin with whoever comes after half an hour of nobody', () => {
    expect(startsOf(meet([100, 129, 158]))).toEqual([100]);
    expect(startsOf(meet([100, 129, 159]))).toEqual([100, 159]);
  });

  it('have, but for the first, what happened in the half hour before their first report: it tells of what was before', () => {
    expect(meet([100, 150]).list()).toMatchObject([{ sinceMs: Number.NEGATIVE_INFINITY }, { sinceMs: 120 * MINUTE_MS }]);
  });

  it('begin when an instructor says so, and then have nothing of before', () => {
    const [first, second] = meet([100, 110, 120], [112]).list();

    expect(first).toMatchObject({ startedAtMs: 100 * MINUTE_MS, lastMs: 112 * MINUTE_MS, begunBy: undefined });
    expect(second).toMatchObject({ startedAtMs: 112 * MINUTE_MS, sinceMs: 112 * MINUTE_MS, begunBy: GRACE });
  });

  it('begin once when a button is pressed twice within a minute', () => {
    expect(startsOf(meet([100], [110, 110.9]))).toEqual([100, 110]);
    expect(startsOf(meet([100], [110, 111]))).toEqual([100, 110, 111]);
  });

  it('begin with the instructor who comes before the class', () => {
    expect(meet([40, 100, 105], [95]).list()).toMatchObject([
      { startedAtMs: 40 * MINUTE_MS },
      { startedAtMs: 95 * MINUTE_MS, begunBy: GRACE },
    ]);
  });

  it('go on while the class is there, though nobody does anything', () => {
    const sessions = meet([100]);
    sessions.noteThere(120 * MINUTE_MS);
    sessions.noteThere(140 * MINUTE_MS);

    expect(sessions.isOver(169 * MINUTE_MS)).toBe(false);
    expect(sessions.isOver(170 * MINUTE_MS)).toBe(true);
    expect(startsOf(sessions)).toEqual([100]);
  });

  it('are told by a clock that was set back: what was stamped before is none of now', () => {
    const sessions = meet([1000, 1010, 400]);
    expect(sessions.current).toMatchObject({ startedAtMs: 1000 * MINUTE_MS });
    sessions.lookAt(400 * MINUTE_MS);
    expect(sessions.current).toMatchObject({ startedAtMs: 400 * MINUTE_MS, sinceMs: Number.NEGATIVE_INFINITY });
    expect(sessions.isOver(429 * MINUTE_MS)).toBe(false);
    expect(sessions.isOver(430 * MINUTE_MS)).toBe(true);
    sessions.lookAt(1005 * MINUTE_MS);

    expect(sessions.current).toMatchObject({ startedAtMs: 1000 * MINUTE_MS });
  });

  it('are found again when the only one who had come between two of them is erased', () => {
    const [ada, bob] = [new ActivitySpans(), new ActivitySpans()];
    const there = new Set([ada, bob]);
    const sessions = new ClassSessions(() => there);
    [100, 140].forEach(minute => sessions.note(ada, minute * MINUTE_MS));
    sessions.note(bob, 120 * MINUTE_MS);
    expect(startsOf(sessions)).toEqual([100]);
    there.delete(bob);
    sessions.reckonAnew();

    expect(startsOf(sessions)).toEqual([100, 140]);
  });

  it('are the same in whatever order reports are read, and from a snapshot', () => {
    const minutes = array(integer({ min: 0, max: 500 }), { maxLength: 30 });
    const shuffled = minutes.chain(all => shuffledSubarray(all, { minLength: all.length }).map(mixed => [all, mixed] as const));
    assert(
      property(shuffled, shuffled, ([reports, mixedReports], [begun, mixedBegun]) => {
        const [sessions, other] = [meet(reports, begun), meet(mixedReports, mixedBegun)];
        const restored = new ClassSessions(() => {
          const ada = new ActivitySpans();
          reports.forEach(minute => ada.note(minute * MINUTE_MS));
          return [ada];
        });
        restored.restore(sessions.toValue());

        expect(other.list()).toEqual(sessions.list());
        expect(restored.list()).toEqual(sessions.list());
      }),
    );
  });
});
