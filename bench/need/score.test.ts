import { describe, expect, it } from 'vitest';
import type { Attendance } from '../../simulation/learners/class-day';
import { type Listing, scoreClass } from './score';
import { medianDelayMs, recallOf } from './tables';

const MINUTE_MS = 60_000;

/** Looked at every minute for an hour. @param when each student is on the list, in minutes */
function listings(when: Readonly<Record<string, (minute: number) => boolean>>): readonly Listing[] {
  return Array.from({ length: 60 }, (_, minute) => ({
    atMs: minute * MINUTE_MS,
    listed: Object.keys(when).filter(studentId => when[studentId]?.(minute)),
  }));
}

const stuck = (...spans: readonly (readonly [from: number, to: number])[]): Pick<Attendance, 'stuck'> => ({
  stuck: spans.map(([from, to]) => ({ by: 'error', fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS })),
});

describe('the score of a rule', () => {
  it('is full for a list of exactly who is stuck, as soon as they are', () => {
    const score = scoreClass(
      new Map([
        ['a', stuck([10, 20])],
        ['b', stuck()],
      ]),
      listings({ a: minute => minute >= 10 && minute < 20 }),
    );
    expect(score).toEqual({
      alerts: 1,
      rightAlerts: 1,
      lines: 10,
      rightLines: 10,
      looks: 10,
      rightFirsts: 10,
      findings: [{ by: 'error', delayMs: 0 }],
    });
  });

  it('counts what was wrong, what was missed, and how late the rest was', () => {
    const students = new Map([
      ['late', stuck([10, 20])],
      ['missed', stuck([30, 40])],
      ['fine', stuck()],
    ]);
    const score = scoreClass(
      students,
      listings({ late: minute => minute >= 14 && minute < 22, fine: minute => minute === 5 || minute === 8 }),
    );
    expect(score).toMatchObject({ alerts: 3, rightAlerts: 1, lines: 10, rightLines: 6, looks: 10, rightFirsts: 6 });
    expect(score.findings.map(({ delayMs }) => delayMs)).toEqual([4 * MINUTE_MS, undefined]);
    expect(recallOf(score.findings)).toBe(0.5);
    expect(medianDelayMs(score.findings)).toBe(4 * MINUTE_MS);
  });

  it('counts who leaves the list and comes back as two alerts', () => {
    const students = new Map([['a', stuck([10, 30])]]);
    expect(scoreClass(students, listings({ a: minute => minute >= 12 && minute < 25 }))).toMatchObject({ alerts: 1, rightAlerts: 1 });
    expect(scoreClass(students, listings({ a: minute => minute >= 12 && minute < 25 && minute !== 15 }))).toMatchObject({
      alerts: 2,
      rightAlerts: 2,
    });
  });

  it('does not ask for who got stuck when nobody could come in time', () => {
    expect(scoreClass(new Map([['a', stuck([57, Infinity])]]), listings({})).findings).toEqual([]);
  });
});
