import type { ObstacleKind } from '../../simulation/learners/happening';
import type { Attendance } from '../../simulation/learners/class-day';

/** Who a rule had on its list at one moment; `atMs` since the class's beginning. */
export interface Listing {
  readonly atMs: number;
  /** Most urgent first. */
  readonly listed: readonly string[];
}

/** A time that a student was stuck, and what a rule made of it. */
export interface Finding {
  readonly by: ObstacleKind;
  /** From its first sign to when the student was on the list; undefined when they never were while it lasted. */
  readonly delayMs: number | undefined;
}

/** What a rule did with one class. */
export interface Score {
  /** Times that it put a student on the list, and how many of these students were stuck while they were on it. */
  readonly alerts: number;
  readonly rightAlerts: number;
  /** Over all moments that were looked at: lines on the list, and how many of them were of students who were stuck then. */
  readonly lines: number;
  readonly rightLines: number;
  /** Moments at which anybody was on the list, and how many of these had a stuck student as the first line. */
  readonly looks: number;
  readonly rightFirsts: number;
  readonly findings: readonly Finding[];
}

/** A student who is off the list for no longer than this was not taken off it. */
const FLICKER_MS = 60_000;
/** Who got stuck later than this before the end is not asked for: nobody could come in time. */
export const LAST_CHANCE_MS = 5 * 60_000;

/** What a score is held against. */
type Truth = Pick<Attendance, 'stuck'>;

interface Alert {
  readonly fromMs: number;
  toMs: number;
}

/** @param students by id, with the truth */
export function scoreClass(students: ReadonlyMap<string, Truth>, listings: readonly Listing[]): Score {
  const busy = listings.filter(({ listed }) => listed.length > 0);
  const rightFirsts = busy.filter(({ atMs, listed: [first = ''] }) => isStuckAt(students.get(first), atMs)).length;
  const each = [...students].map(([studentId, attendance]) => scoreStudent(studentId, attendance, listings));
  return { ...addScores(each), looks: busy.length, rightFirsts };
}

function scoreStudent(studentId: string, attendance: Truth, listings: readonly Listing[]): Score {
  const { stuck } = attendance;
  const times = listings.filter(({ listed }) => listed.includes(studentId)).map(({ atMs }) => atMs);
  const alerts = alertsOf(times);
  const lastMs = (listings.at(-1)?.atMs ?? 0) - LAST_CHANCE_MS;
  return {
    alerts: alerts.length,
    rightAlerts: alerts.filter(alert => stuck.some(span => span.fromMs <= alert.toMs && alert.fromMs < span.toMs)).length,
    lines: times.length,
    rightLines: times.filter(atMs => isStuckAt(attendance, atMs)).length,
    looks: 0,
    rightFirsts: 0,
    findings: stuck.filter(({ fromMs }) => fromMs <= lastMs).map(span => findingOf(span, times)),
  };
}

function findingOf({ by, fromMs, toMs }: Attendance['stuck'][number], times: readonly number[]): Finding {
  const firstMs = times.find(atMs => atMs >= fromMs && atMs < toMs);
  return { by, delayMs: firstMs === undefined ? undefined : firstMs - fromMs };
}

function isStuckAt(attendance: Truth | undefined, atMs: number): boolean {
  return attendance?.stuck.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs) === true;
}

function alertsOf(times: readonly number[]): readonly Alert[] {
  const alerts: Alert[] = [];
  for (const atMs of times) {
    const last = alerts.at(-1);
    if (last !== undefined && atMs - last.toMs <= FLICKER_MS) {
      last.toMs = atMs;
    } else {
      alerts.push({ fromMs: atMs, toMs: atMs });
    }
  }
  return alerts;
}

/** The scores of several classes as one. */
export function addScores(scores: readonly Score[]): Score {
  const sum = (count: (score: Score) => number): number => scores.reduce((total, score) => total + count(score), 0);
  return {
    alerts: sum(score => score.alerts),
    rightAlerts: sum(score => score.rightAlerts),
    lines: sum(score => score.lines),
    rightLines: sum(score => score.rightLines),
    looks: sum(score => score.looks),
    rightFirsts: sum(score => score.rightFirsts),
    findings: scores.flatMap(({ findings }) => findings),
  };
}
