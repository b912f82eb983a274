import { describe, expect, it } from 'vitest';
import { drawClassDay } from './class-day';
import { LOOPS, UNCHECKED_LOOPS } from './course';
import type { Happening } from './happening';
import { ORDINARY } from './learner';

const HOUR_MS = 3_600_000;
const dayOf = (seed: number, course = LOOPS) =>
  drawClassDay({ seed, students: 40, course, temper: { ...ORDINARY, asking: 0.4 }, lengthMs: HOUR_MS });

const CLASSES = [1, 2, 3].map(seed => dayOf(seed));
const students = CLASSES.flat();
const all = students.flatMap(({ happenings }) => happenings);

const runsOf = (happenings: readonly Happening[]) => happenings.filter(each => each.kind === 'run').map(({ data }) => data);

describe('a simulated class', () => {
  it('is the same again for the same seed', () => {
    expect(dayOf(2)).toEqual(CLASSES[1]);
    expect(dayOf(4)).not.toEqual(CLASSES[1]);
  });

  it('happens in the order of its times', () => {
    for (const { happenings } of students) {
      const times = happenings.map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  it('shows everything that a first day shows', () => {
    const runs = runsOf(all);
    const ends = new Set(runs.map(({ ended }) => ended));
    const pages = all.filter(each => each.kind === 'page').map(({ page }) => page);
    expect([...ends]).toEqual(expect.arrayContaining(['interrupted', 'untouched', 'kernel_died', undefined]));
    expect(pages.some(({ running }) => running?.waitsForInput === true)).toBe(true);
    expect(pages.some(({ running }) => running?.waitsForInput === false)).toBe(true);
    expect(pages.some(({ isUnreachable }) => isUnreachable === true)).toBe(true);
    const types = new Set(all.filter(each => each.kind === 'event').map(({ type }) => type));
    expect([...types]).toEqual(expect.arrayContaining(['notebook.opened', 'kernel.died', 'help.requested', 'help.withdrawn']));
  });

  it('has wrong answers that raise nothing, and others that do', () => {
    const wrong = runsOf(all).filter(({ checks, ended }) => ended === undefined && checks?.some(({ ok }) => !ok));
    expect(wrong.some(({ ok, error }) => ok && error === undefined)).toBe(true);
    expect(wrong.some(({ ok, error }) => !ok && error?.name === 'AssertionError')).toBe(true);
  });

  it('gets done: most students pass most exercises', () => {
    const passed = students.map(({ happenings }) => {
      const right = runsOf(happenings).flatMap(({ checks, ended }) => (ended === undefined && checks?.every(({ ok }) => ok) ? checks : []));
      return new Set(right.map(({ exercise }) => exercise)).size;
    });
    expect(passed.filter(count => count >= 4).length).toBeGreaterThan(students.length / 2);
  });

  it('has no check where nothing checks', () => {
    expect(
      runsOf(dayOf(1, UNCHECKED_LOOPS).flatMap(({ happenings }) => happenings)).filter(({ checks }) => (checks?.length ?? 0) > 0),
    ).toEqual([]);
  });
});

describe('the truth', () => {
  it('names some students stuck and not most, by every kind of obstacle', () => {
    const stuck = students.filter(student => student.stuck.length > 0);
    expect(stuck.length).toBeGreaterThan(students.length / 10);
    expect(stuck.length).toBeLessThan(students.length * 0.7);
    expect(new Set(students.flatMap(student => student.stuck.map(({ by }) => by))).size).toBeGreaterThanOrEqual(6);
  });

  it('begins at the first sign, and no check of that exercise comes right before its end', () => {
    for (const { stuck, happenings } of students) {
      for (const { fromMs, toMs } of stuck) {
        const meanwhile = runsOf(happenings.filter(({ atMs }) => atMs >= fromMs && atMs < toMs));
        expect(meanwhile.filter(({ checks, ended }) => ended === undefined && checks?.length && checks.every(({ ok }) => ok))).toEqual([]);
        expect(toMs).toBeGreaterThan(fromMs);
      }
    }
  });
});
