import { describe, expect, it } from 'vitest';
import type { StudentState, Visit } from '../../../../src/protocol';
import { AS_OF, makeStudent } from '../../testing/class-fixtures';
import type { Reason } from './reason';
import { isMutedBy } from './visited';

const NOW_MS = Date.parse(AS_OF);
const agoMs = (minutes: number): number => NOW_MS - minutes * 60_000;
const ago = (minutes: number): string => new Date(agoMs(minutes)).toISOString();

const found = (minutes: number, changes: Partial<Visit> = {}): Visit => ({
  status: 'done',
  finding: 'not_stuck',
  by: { id: 'i1', name: 'Ada' },
  at: ago(minutes),
  ...changes,
});

const struggling = (minutes: number): Reason => ({
  kind: 'struggling',
  exercise: undefined,
  sinceMs: agoMs(minutes),
  lastMs: NOW_MS,
  exerciseSinceMs: agoMs(minutes),
  setback: { kind: 'check', tries: 5, tryMs: 90_000, medianRunMs: null, usual: { setbackMs: 30_000, tryMs: 30_000, setbacks: 1 } },
  runs: 9,
  failures: 7,
  failingChecks: 1,
  medianMs: 60_000,
});

const runningOn = (lastMinutes: number): StudentState =>
  makeStudent('a', { struggle: { exercise: 'e1', since: ago(40), last: ago(lastMinutes), runs: 9, failures: 7, failingChecks: 1 } });

describe('a student who was found not stuck', () => {
  it('is left alone while they go on as they did', () => {
    expect(isMutedBy(found(3), runningOn(0.2), struggling(20), NOW_MS)).toBe(true);
    expect(isMutedBy(found(25), runningOn(26), struggling(40), NOW_MS)).toBe(true);
  });

  it('is not left alone when the struggle goes on for as long again', () => {
    expect(isMutedBy(found(8), runningOn(0.2), struggling(20), NOW_MS)).toBe(false);
  });

  it('is not left alone when another one begins', () => {
    expect(isMutedBy(found(8), runningOn(0.2), struggling(7), NOW_MS)).toBe(false);
  });

  it('is not left alone when a cell runs without end, the same or another', () => {
    const running = (minutes: number): Reason => ({ kind: 'running', exercise: null, sinceMs: agoMs(minutes), medianRunMs: null });
    expect(isMutedBy(found(0.5), makeStudent('a'), running(5), NOW_MS)).toBe(true);
    expect(isMutedBy(found(6), makeStudent('a'), running(5), NOW_MS)).toBe(false);
    expect(isMutedBy(found(4), makeStudent('a'), running(9), NOW_MS)).toBe(false);
  });

  it('is heard when they call', () => {
    const request = { id: 'h', studentId: 'a', since: ago(9), status: 'open' } as const;
    expect(isMutedBy(found(1), makeStudent('a'), { kind: 'help', request, exercise: null, sinceMs: agoMs(9) }, NOW_MS)).toBe(false);
  });
});

it('any other visit mutes nobody', () => {
  const { finding: _, ...helped } = found(1);
  expect(isMutedBy(helped, runningOn(0.2), struggling(20), NOW_MS)).toBe(false);
  expect(isMutedBy(undefined, runningOn(0.2), struggling(20), NOW_MS)).toBe(false);
});
