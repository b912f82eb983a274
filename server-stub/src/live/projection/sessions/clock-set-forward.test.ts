import { array, assert, boolean, integer, property, record, shuffledSubarray, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActivitySpans } from './activity-spans';
import { ClassSessions } from './class-sessions';

const MINUTE_MS = 60_000;
const DAY = 24 * 60;

/** A step of the wall clock, at a minute of true time, by so many minutes. */
interface Step {
  readonly at: number;
  readonly by: number;
}

interface Course {
  /** In minutes of true time, in which nobody can set anything. */
  readonly reports: readonly number[];
  readonly steps: readonly Step[];
  /** How much later than it happened each worker noticed a step, in milliseconds: each tells of it. */
  readonly noticedAfterMs?: readonly number[];
}

const stampOf = ({ steps }: Course, minute: number): number =>
  (minute + steps.reduce((sum, { at, by }) => (at <= minute ? sum + by : sum), 0)) * MINUTE_MS;

/** What a log has of a course, each entry as what it does to whoever reads it. */
function toLog(course: Course): ((sessions: ClassSessions, ada: ActivitySpans) => void)[] {
  const reports = course.reports.map(
    minute =>
      (sessions: ClassSessions, ada: ActivitySpans): void =>
        sessions.note(ada, stampOf(course, minute)),
  );
  const steps = course.steps
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, by }, index) =>
      (course.noticedAfterMs ?? [0]).map((lateMs, worker) => {
        const toMs = stampOf(course, at) + lateMs;
        const position = String((index + 1) * 10 + worker);
        return (sessions: ClassSessions): void => sessions.noteStep({ id: position, position, fromMs: toMs - by * MINUTE_MS, toMs });
      }),
    );
  return [...reports, ...steps];
}

function read(log: ReturnType<typeof toLog>): ClassSessions {
  const ada = new ActivitySpans();
  const sessions = new ClassSessions(() => [ada]);
  log.forEach(entry => entry(sessions, ada));
  return sessions;
}

const startsOf = (sessions: ClassSessions): readonly number[] => sessions.list().map(({ startedAtMs }) => startedAtMs);

/** When a class really met. */
function trueStarts(reports: readonly number[]): readonly number[] {
  const inOrder = reports.toSorted((a, b) => a - b);
  return inOrder.filter((minute, index) => index === 0 || minute - (inOrder[index - 1] ?? 0) >= 30);
}

/** Reports every four minutes at most, so that no gap is just as long as one that counts; steps between them. */
const course = record({
  reports: uniqueArray(
    integer({ min: 0, max: 400 }).map(count => count * 4),
    { minLength: 1, maxLength: 40 },
  ),
  steps: uniqueArray(record({ at: integer({ min: 0, max: 400 }).map(count => count * 4 + 2), by: integer({ min: 1, max: 3 * DAY }) }), {
    maxLength: 4,
    selector: ({ at }) => at,
  }),
  noticedAfterMs: array(integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 3 }),
});
const mixed = course.chain(each => shuffledSubarray(toLog(each), { minLength: toLog(each).length }).map(log => ({ course: each, log })));

describe('a clock that is set forward', () => {
  it('begins no session and ends none, in whatever order reports and steps are read, and however many tell of them', () => {
    assert(
      property(mixed, ({ course: each, log }) => {
        expect(startsOf(read(log))).toEqual(trueStarts(each.reports).map(minute => stampOf(each, minute)));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves it known how long ago everything was', () => {
    assert(
      property(mixed, integer({ min: 0, max: 60 }), ({ course: each, log }, later) => {
        const sessions = read(log);
        const last = Math.max(...each.reports, ...each.steps.map(({ at }) => at));
        const nowMs = stampOf(each, last + later);
        for (const minute of each.reports) {
          const agoMs = nowMs - sessions.asOfNow(stampOf(each, minute), nowMs);
          // A step of less than half an hour is known of those alone between whom nobody was.
          const unknownMs = each.steps.filter(({ by }) => by < 30).reduce((sum, { by }) => sum + by * MINUTE_MS, 0);
          expect(agoMs).toBeGreaterThanOrEqual((last + later - minute) * MINUTE_MS - 4 * 2000);
          expect(agoMs).toBeLessThanOrEqual((last + later - minute) * MINUTE_MS + unknownMs + 4 * 2000);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same from a snapshot, and before the log tells of it', () => {
    assert(
      property(mixed, boolean(), ({ course: each, log }, isNoticedHere) => {
        const sessions = read(log);
        const ada = new ActivitySpans();
        each.reports.forEach(minute => ada.note(stampOf(each, minute)));
        const other = new ClassSessions(() => [ada]);
        const value = JSON.parse(JSON.stringify(sessions.toValue())) as ReturnType<ClassSessions['toValue']>;
        other.restore({
          begun: value.begun,
          there: value.there,
          ...(!isNoticedHere && value.steps !== undefined && { steps: value.steps }),
        });
        const own = value.steps ?? [];
        other.goBy(() => own);

        expect(other.list()).toEqual(sessions.list());
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the session of who was silent before and reports after, and nobody longer than without', () => {
    const inClass: Course = { reports: [100, 125], steps: [{ at: 110, by: DAY }] };
    const sessions = read(toLog(inClass));
    const nowMs = stampOf(inClass, 125 + 29);

    expect(startsOf(sessions)).toEqual([100 * MINUTE_MS]);
    sessions.lookAt(nowMs);
    expect(sessions.isOver(nowMs)).toBe(false);
    expect(sessions.isOver(nowMs + MINUTE_MS)).toBe(true);
  });
});

describe('a clock that was wrong for a while', () => {
  const [start, wrongAt, rightAt] = [600, 640, 645];
  const wrong: Course = {
    reports: [start, 625, 642, 650, 660],
    steps: [
      { at: wrongAt, by: DAY },
      { at: rightAt, by: -DAY },
    ],
  };
  /** As seen at a minute of true time. */
  const seenAt = (minute: number, { reports, steps }: Course): readonly [startedAt: number, isOver: boolean] => {
    const course = { reports, steps: steps.filter(({ at }) => at <= minute) };
    const sessions = read(toLog(course));
    const nowMs = stampOf(course, minute);
    sessions.lookAt(nowMs);
    return [(sessions.current?.startedAtMs ?? 0) / MINUTE_MS, sessions.isOver(nowMs)];
  };

  it('costs the class no session, neither while it is wrong nor afterwards', () => {
    expect(seenAt(642, { ...wrong, reports: [start, 625, 642] })).toEqual([start, false]);
    expect(seenAt(660, wrong)).toEqual([start, false]);
  });

  it.each([20 * 60, DAY - 40, DAY + 20])('lets the class meet anew %i minutes later', later => {
    const [startedAt, isOver] = seenAt(start + later, { ...wrong, reports: [...wrong.reports, start + later] });

    expect(startedAt).toBeGreaterThan(660);
    expect(isOver).toBe(false);
  });

  it('is reckoned with for the time that it was wrong: three hours of nobody are a gap', () => {
    const hours: Course = {
      reports: [start, 625, 642, rightAt + 181],
      steps: [
        { at: wrongAt, by: DAY },
        { at: rightAt + 180, by: -DAY },
      ],
    };
    expect(seenAt(rightAt + 181, hours)[0]).toBe(rightAt + 181);
  });

  it('and is put right in part has skipped the rest', () => {
    const part: Course = {
      reports: [start, 625, 642, 650],
      steps: [
        { at: wrongAt, by: DAY },
        { at: rightAt, by: -60 },
      ],
    };
    expect(seenAt(650, part)).toEqual([start, false]);
  });

  it('and was put right while no server ran lets the class meet anew as well: somebody was there in the time that it skipped', () => {
    const [before, after]: readonly Course[] = [
      { reports: [start, 625], steps: [{ at: wrongAt, by: DAY }] },
      { reports: [start + 20 * 60], steps: [] },
    ];
    const unnoticed = read([before, after].flatMap(part => (part === undefined ? [] : toLog(part))));

    expect(startsOf(unnoticed)).toEqual([start * MINUTE_MS, (start + 20 * 60) * MINUTE_MS]);
  });
});

it('time that passed while the machine was paused is a gap, whoever finds out first', () => {
  const fromMs = 700 * MINUTE_MS;
  const toMs = fromMs + DAY * MINUTE_MS;
  const ada = new ActivitySpans();
  const sessions = new ClassSessions(() => [ada]);
  [fromMs - 1000, toMs + 1000].forEach(atMs => sessions.note(ada, atMs));
  const step = { id: 'a', position: '5', fromMs, toMs };
  sessions.noteStep(step);
  expect(startsOf(sessions)).toHaveLength(1);
  sessions.noteStep({ ...step, id: 'b', position: '6', didPass: true });
  expect(startsOf(sessions)).toHaveLength(2);
  // Another process tells later what it seemed to be.
  sessions.noteStep({ ...step, id: 'c', position: '7', fromMs: fromMs + 900, toMs: toMs + 900 });
  expect(startsOf(sessions)).toHaveLength(2);
});
