// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { AS_OF, makeExercise, makeState, makeStudent } from '../../testing/class-fixtures';
import { FakeApi } from '../../testing/fake-api';
import { openScreen, settle } from '../../testing/open-screen';
import { formatClock } from '../../text/format';

afterEach(cleanup);

const TO_MS = Date.parse(AS_OF);
const LENGTH_MS = 3600_000;
/** Minutes before the end. */
const clockBefore = (minutes: number): string => formatClock(TO_MS - minutes * 60_000);
const slider = (): HTMLElement => screen.getByRole('slider', { name: 'Time in class' });

it('says the time of day, and moves by minutes on the keys', async () => {
  const api = new FakeApi();
  api.replay = { fromMs: TO_MS - LENGTH_MS, toMs: TO_MS, students: ['a'], exercises: [], runs: [[0, 0, -1, 1, null]] };
  await openScreen('/replay', makeState([makeStudent('a')]), { api });
  expect(slider().getAttribute('aria-valuetext')).toBe(clockBefore(0));
  const told: (string | null)[] = [];
  for (const key of ['ArrowLeft', 'PageDown', 'ArrowUp', 'Home', 'PageUp', 'End']) {
    fireEvent.keyDown(slider(), { key });
    await settle();
    told.push(slider().getAttribute('aria-valuetext'));
  }
  expect(told).toEqual([1, 6, 5, 60, 55, 0].map(clockBefore));
});

it('plays the last five minutes at once', async () => {
  const api = new FakeApi();
  api.replay = { fromMs: TO_MS - LENGTH_MS, toMs: TO_MS, students: ['a'], exercises: [], runs: [[0, 0, -1, 1, null]] };
  await openScreen('/replay', makeState([makeStudent('a')]), { api });
  fireEvent.click(screen.getByRole('button', { name: 'Last 5 minutes' }));
  await settle();
  expect(slider().getAttribute('aria-valuetext')).toBe(clockBefore(5));
});

it('says of how many its shares are: of those who ran anything, in all sessions too', async () => {
  const api = new FakeApi();
  const exercises = [makeExercise('x', { name: 'Loops' })];
  const students = ['a', 'b', 'c'];
  api.replay = {
    fromMs: TO_MS - LENGTH_MS,
    toMs: TO_MS,
    students,
    exercises,
    runs: [
      [0, 0, 0, 1, 'passed'],
      [1, 1, 0, 0, 'failing'],
    ],
  };
  await openScreen('/replay?session=all', makeState(students.map(id => makeStudent(id))), { api });
  expect(screen.getByRole('columnheader', { name: 'Share of 2' })).toBeTruthy();
  expect(screen.getByRole('row', { name: /^Loops 1 0 1 50%$/u })).toBeTruthy();
});
