// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { makeExercise, makeState, makeStudent } from '../../testing/class-fixtures';
import { openScreen } from '../../testing/open-screen';

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
  expect(screen.getByText(/^75% have passed it/u)).toBeTruthy();
});
