import { describe, expect, it } from 'vitest';
import type { ExerciseState, Replay, ReplayedRun } from '../../../../src/protocol';
import { makeExercise } from '../../testing/class-fixtures';
import { ReplayCursor, type ReplayMoment } from './replay-cursor';

const exercise = (id: string, index: number): ExerciseState => makeExercise(id, { index });

function replayOf(...runs: readonly ReplayedRun[]): Replay {
  return { fromMs: 0, toMs: 1000, students: ['ada', 'bob'], exercises: [exercise('one', 0), exercise('two', 1)], runs };
}

const RUNS: readonly ReplayedRun[] = [
  [10, 0, 0, 0, 'failing'],
  [20, 1, 0, 1, 'ran'],
  [30, 0, 0, 1, 'passed'],
  [40, 0, 1, 0, 'failing'],
  [45, 1, 0, 0, null],
  [50, 1, -1, 0, null],
];

/** As a value of its own: the cursor goes on changing what it gave. */
function at(cursor: ReplayCursor, atMs: number): ReplayMoment {
  return structuredClone(cursor.seek(atMs));
}

describe('a replay', () => {
  it('begins with nothing passed', () => {
    expect(at(new ReplayCursor(replayOf(...RUNS)), 0)).toMatchObject({ runs: 0, errors: 0, exercises: [{ passed: 0 }, { passed: 0 }] });
  });

  it('counts at each exercise who stands how, and keeps that over runs that change nothing', () => {
    const cursor = new ReplayCursor(replayOf(...RUNS));

    expect(at(cursor, 20).exercises[0]).toEqual({ passed: 0, ran: 1, failing: 1 });
    expect(at(cursor, 30).exercises[0]).toEqual({ passed: 1, ran: 1, failing: 0 });
    expect(at(cursor, 40).exercises[1]).toEqual({ passed: 0, ran: 0, failing: 1 });
    expect(at(cursor, 45).whereabouts[1]).toEqual({ exercise: 0, progress: 'ran' });
  });

  it('knows where each student is, also outside every exercise', () => {
    expect(at(new ReplayCursor(replayOf(...RUNS)), 50)).toMatchObject({
      runs: 6,
      errors: 4,
      whereabouts: [
        { exercise: 1, progress: 'failing' },
        { exercise: -1, progress: 'failing' },
      ],
    });
  });

  it.each([0, 10, 25, 30, 45, 1000])('shows the same at %i ms whichever way it was come to', atMs => {
    const back = new ReplayCursor(replayOf(...RUNS));
    back.seek(1000);

    expect(at(back, atMs)).toEqual(at(new ReplayCursor(replayOf(...RUNS)), atMs));
  });
});
