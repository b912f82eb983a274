// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ErrorGroup } from '../../../../src/protocol';
import { makeDelta, makeErrorGroup, makeExercise, makeState, makeStudent } from '../../testing/class-fixtures';
import { openScreen, settle } from '../../testing/open-screen';

it('adds up in a class that met before: who is not here today has not “not started”, and what was passed is a share of all who ever began', async () => {
  await openScreen(
    '/now',
    makeState(
      [
        makeStudent('a', { exercise: 'Loops' }),
        makeStudent('b', { exercise: 'Loops' }),
        makeStudent('c', { status: 'not_started', ranBefore: true }),
        makeStudent('d', { status: 'not_here', ranBefore: true }),
        makeStudent('e', { status: 'not_here' }),
        makeStudent('f', { status: 'not_joined' }),
      ],
      { exercises: [makeExercise('x', { name: 'Loops', isChecked: true, started: 4, passed: 3, ran: 1, here: 2 })] },
    ),
  );

  expect(screen.getByText('2 have not started:').parentElement?.textContent).toBe(
    '2 have not started: 1 joined and has run nothing yet1 on the roster has not joined',
  );
  expect(screen.getByRole('link', { name: /^2 are not here: joined in an earlier session/u }).getAttribute('href')).toContain(
    'status=not_here',
  );
  expect(screen.getByText('Loops: 2 of 2 are here')).toBeTruthy();
  expect(screen.getByText(/^3 of 4 passed it/u)).toBeTruthy();
});

it('says when it was heard last, that all are heard, and where everybody is', async () => {
  await openScreen(
    '/now',
    makeState([makeStudent('a', { exercise: 'Loops' }), makeStudent('b', { exercise: 'Sums' }), makeStudent('c')], {
      exercises: [
        makeExercise('w', { name: 'Sums', isChecked: true, started: 2, passed: 2, here: 1 }),
        makeExercise('x', { name: 'Loops', isChecked: true, started: 1, passed: 0, here: 1 }),
      ],
    }),
  );

  expect(screen.getByText('Live').parentElement?.textContent).toMatch(/^Live\d+:\d\d/u);
  expect(screen.getByText(/in contact with all 3$/u)).toBeTruthy();
  expect(screen.getByText('2 of 3 passed it · 0 behind · 1 ahead · 1 elsewhere')).toBeTruthy();
});

it('offers one hint to those who have what most have, where the exercise that most fail at is theirs', async () => {
  const failing = makeExercise('x', { name: 'Loops', isChecked: true, started: 3, failing: 3, here: 3 });
  const group = (id: string, exercise: string, studentIds: readonly string[]): ErrorGroup => makeErrorGroup(id, { exercise, studentIds });
  const students = ['a', 'b', 'c', 'd', 'e'].map(id => makeStudent(id));
  const ours = group('1', 'x', ['a', 'b']);
  const { feed } = await openScreen('/now', makeState(students, { exercises: [failing], errors: [ours] }));
  const hints = (): number => screen.getAllByRole('button', { name: /^Hint to \d/u }).length;
  expect(hints()).toBe(1);
  act(() => feed.newest.send('delta', makeDelta([], { errors: [ours, group('2', 'y', ['c', 'd', 'e'])] })));
  await settle();
  expect(hints()).toBe(2);
});
