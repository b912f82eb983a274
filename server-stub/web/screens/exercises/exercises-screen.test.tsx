// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExerciseProgress } from '../../../../src/protocol';
import { AS_OF, makeDelta, makeExercise, makeState, makeStudent } from '../../testing/class-fixtures';
import { FakeApi } from '../../testing/fake-api';
import { openScreen, settle } from '../../testing/open-screen';

const PASSED: ExerciseProgress = { exercise: 0, status: 'passed', attempts: 1, errors: 0, firstAt: AS_OF, lastAt: AS_OF, passedAt: AS_OF };
const EXERCISES = [makeExercise('x', { name: 'Loops', passed: 1, started: 2 }), makeExercise('y', { name: 'Lists' })];
const CLASS = makeState([makeStudent('a', { team: 'Red', exercise: 'Loops' }), makeStudent('b', { team: 'Blue', errorStreak: 4 })], {
  exercises: EXERCISES,
});

function serverWith(progress: readonly ExerciseProgress[]): FakeApi {
  const api = new FakeApi();
  api.matrix = { asOf: AS_OF, exercises: EXERCISES, students: [{ studentId: 'a', progress }] };
  return api;
}

const rowOf = (name: string): HTMLElement => screen.getByText(name).closest('[role="row"]') as HTMLElement;
const cellsOf = (name: string): (string | null)[] =>
  within(rowOf(name))
    .getAllByRole('cell')
    .map(cell => cell.getAttribute('aria-label'));

beforeEach(() => {
  // jsdom lays nothing out, and a window of no size shows no rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  return () => vi.restoreAllMocks();
});

describe('students and exercises', () => {
  it('say of each how it stands, who needs a person first', async () => {
    await openScreen('/exercises', CLASS, { api: serverWith([PASSED]) });
    expect(cellsOf('Name of a')).toEqual(['Passed at the first attempt, in 0 s; working on it', 'Not started']);
    expect(rowOf('Name of b').getAttribute('aria-rowindex')).toBe('2');
    expect(rowOf('Name of a').getAttribute('aria-rowindex')).toBe('3');
    expect(screen.getByRole('columnheader', { name: /^Loops: of 2 who started, 1 passed/u }).getAttribute('aria-colindex')).toBe('2');
  });

  it('are those of one team, on demand', async () => {
    await openScreen('/exercises?team=Red', CLASS, { api: serverWith([]) });
    expect(screen.queryByText('Name of b')).toBeNull();
    expect(screen.getByText('Name of a')).toBeTruthy();
  });

  it('follow the class, two seconds after the last look at the soonest', async () => {
    const { api, feed, time } = await openScreen('/exercises', CLASS, { api: serverWith([]) });
    api.matrix = { ...api.matrix, students: [{ studentId: 'a', progress: [PASSED] }] };
    await act(async () => {
      feed.newest.send('delta', makeDelta([], { totals: { students: 2, events: 9, runs: 9, errors: 0 } }), 'e.2');
      await Promise.resolve();
    });
    await settle();
    expect(cellsOf('Name of a')[0]).toContain('Not started');
    act(() => time.pass(2000));
    await settle();
    expect(cellsOf('Name of a')[0]).toContain('Passed');
  });

  it('are withheld from a role that may not see single students', async () => {
    const api = serverWith([]);
    api.getExercises = () => Promise.resolve({ ok: false, failure: { kind: 'refused', status: 403, detail: '' } });
    await openScreen('/exercises', CLASS, { api });
    expect(screen.getByText(/is hidden from your role/u)).toBeTruthy();
    expect(screen.getByRole('img', { name: /^Exercises: a chart/u })).toBeTruthy();
  });
});

describe('a chart', () => {
  it('has the table of its numbers behind it', async () => {
    await openScreen('/exercises', CLASS, { api: serverWith([]) });
    fireEvent.click(screen.getAllByRole('button', { name: 'Table' })[0] as HTMLElement);
    const row = screen.getByRole('rowheader', { name: 'Loops' }).closest('tr');
    expect(row?.textContent).toBe('Loops50%0%0%');
  });
});
