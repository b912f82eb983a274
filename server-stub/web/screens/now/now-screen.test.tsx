// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ErrorGroup } from '../../../../src/protocol';
import { AS_OF, makeDelta, makeErrorGroup, makeExercise, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
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
    '2 have not started: 1 joined and has done nothing yet1 on the roster has not joined',
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

  expect(screen.getByText('Live').parentElement?.textContent).toMatch(/^Live ?as of \d+:\d\d/u);
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

it('claims in its headline what is true of everybody whom a count could be of', async () => {
  const since = '2026-11-22T09:40:00.000Z';
  const unreachable = { notebook: 'loops.ipynb', since };
  const by = { id: 'bo', name: 'Bo' };
  await openScreen(
    '/now',
    makeState(
      [
        makeStudent('a', { unreachable }),
        makeStudent('b', { unreachable, visit: { status: 'claimed', by, at: AS_OF } }),
        makeStudent('c', { unreachable, visit: { status: 'done', by, at: AS_OF } }),
        makeStudent('d', { unreachable }),
        ...['e', 'f', 'g', 'h'].map(id => makeStudent(id)),
        makeStudent('i', { status: 'not_joined' }),
      ],
      {
        help: [{ id: 'h1', studentId: 'd', since, status: 'open' }],
        exercises: [makeExercise('x', { name: 'Loops', started: 9, failing: 5, failingBefore: 3, here: 4 })],
        totals: { students: 8, events: 0, runs: 0, errors: 0 },
      },
    ),
  );

  // Four are without a kernel; the one of them who calls is counted once.
  expect(screen.getByText(/^By main reason:/u).textContent).toBe(
    'By main reason: 1 waiting for help, 2 without a kernel · somebody is with 1 of them · not counting 1 just helped · in contact with all 8',
  );
  expect(screen.getByRole('heading', { name: '4 of the 8 students who are here have no connection to their kernel' })).toBeTruthy();
  expect(screen.getByText('2 of 9 who started are failing; 3 more were in an earlier session')).toBeTruthy();
  expect(screen.getByText('Joined').nextElementSibling?.textContent).toBe('8');
});

it('offers “Not stuck” where we guessed, and not for who calls', async () => {
  const since = '2026-11-22T09:40:00.000Z';
  const failing = { errorStreak: 4, failing: { since, last: AS_OF } };
  await openScreen(
    '/now',
    makeState([makeStudent('a'), makeStudent('b', failing), makeStudent('c', { team: 'T' }), makeStudent('d', { team: 'T', ...failing })], {
      help: ['a', 'c'].map(id => ({ id: `h${id}`, studentId: id, since, status: 'open' })),
      teams: [makeTeam('T', { students: 2 })],
    }),
  );
  const offered = screen.getAllByRole('button', { name: /^Not stuck/u }).map(button => button.getAttribute('aria-label'));
  expect(offered).toEqual(['Not stuck: Name of b']);
});

it('says that nobody needs anybody once all were just helped, and not that nobody is stuck', async () => {
  const visit = { status: 'done', by: { id: 'bo', name: 'Bo' }, at: AS_OF } as const;
  const failing = { errorStreak: 4, failing: { since: '2026-11-22T09:40:00.000Z', last: AS_OF } };
  await openScreen('/now', makeState([makeStudent('a', { ...failing, visit }), makeStudent('b')]));

  expect(screen.getByRole('heading', { name: 'Nobody needs you right now' }).nextElementSibling?.textContent).toBe(
    'not counting 1 just helped · in contact with all 2',
  );
});

it('counts who calls and is offline as one who waits, and says that they are', async () => {
  const away = ['a', 'b', 'c', 'd'].map(id => makeStudent(id, { status: 'offline' }));
  await openScreen(
    '/now',
    makeState([...away, makeStudent('e')], { help: [{ id: 'h', studentId: 'd', since: '2026-11-22T09:40:00.000Z', status: 'open' }] }),
  );

  expect(screen.getByRole('heading', { name: 'No contact with 3 of the 5 at work' })).toBeTruthy();
  expect(screen.getByRole('link', { name: /^Offline\s*3$/u })).toBeTruthy();
  expect(screen.getByText('1 waiting for help · 1 of them offline')).toBeTruthy();
});

it.each(['/now', '/teams'])('counts at %s a team with those of it who never joined: as many as it shows', async route => {
  const since = '2026-11-22T09:40:00.000Z';
  const failing = { team: 'T', errorStreak: 4, failing: { since, last: AS_OF } };
  const absent = makeStudent('d', { team: 'T', status: 'not_joined' });
  await openScreen(
    route,
    makeState(
      [
        makeStudent('a', failing),
        makeStudent('b', failing),
        makeStudent('c', { team: 'S' }),
        { ...absent, studentId: 'e', team: 'S' },
        absent,
      ],
      {
        teams: [makeTeam('T', { students: 2 }), makeTeam('S', { students: 1 })],
      },
    ),
  );

  expect(screen.getByText(/^2 students/u)).toBeTruthy();
  expect(route === '/teams' || screen.getByText(/^2 of 3 need somebody/u)).toBeTruthy();
});

it('says of a visit in the student’s page what it says in the list', async () => {
  const since = '2026-11-22T09:00:00.000Z';
  const struggler = makeStudent('a', {
    displayName: 'Ada',
    exercise: 'x',
    errorStreak: 3,
    failing: { since, last: '2026-11-22T09:50:00.000Z' },
    struggle: {
      exercise: 'x',
      since,
      last: '2026-11-22T09:59:00.000Z',
      runs: 12,
      failures: 8,
      failingChecks: 1,
      setback: { kind: 'check', since, tries: 8 },
    },
    visit: { status: 'done', by: { id: 'bo', name: 'Bo' }, at: '2026-11-22T09:55:00.000Z' },
  });
  await openScreen('/now?student=a', makeState([struggler], { exercises: [makeExercise('x')] }));

  expect(screen.getAllByText('Not solved, 5 min after Bo helped')).toHaveLength(2);
});

it('says how many students are behind “show more”, so that they add up', async () => {
  const failing = (id: string, team = '') =>
    makeStudent(id, { team, errorStreak: 4, failing: { since: '2026-11-22T09:40:00.000Z', last: AS_OF } });
  const alone = Array.from({ length: 7 }, (_, index) => failing(`s${String(index)}`));
  await openScreen(
    '/now',
    makeState([...alone, failing('x', 'T'), failing('y', 'T'), failing('z')], { teams: [makeTeam('T', { students: 2 })] }),
  );

  expect(screen.getByRole('heading', { name: '10 students need you' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Show 2 more' })).toBeTruthy();
});

it('does not say of a class that is not heard where it is now', async () => {
  await openScreen(
    '/now',
    makeState(
      [
        ...['a', 'b', 'c'].map(id => makeStudent(id, { status: 'offline' })),
        makeStudent('d'),
        makeStudent('e', { status: 'offline', hasLeft: true }),
      ],
      { exercises: [makeExercise('x', { name: 'Loops', here: 4 })] },
    ),
  );

  expect(screen.getByRole('heading', { name: 'No contact with 3 of the 4 at work' })).toBeTruthy();
  expect(screen.getByText('Loops: 4 of 5 are here').closest('p')?.textContent).toMatch(/at last contact$/u);
});

it('shows as a sign that the class works nobody who is on the list', async () => {
  const idle = makeStudent('a', { displayName: 'Ada', status: 'idle', exercise: 'x', lastEventAt: '2026-11-22T09:40:00.000Z' });
  const exercises = ['x', 'y'].map((id, index) => makeExercise(id, { index, started: 3, passed: 3 }));
  await openScreen('/now', makeState([idle, makeStudent('b', { displayName: 'Bob' }), makeStudent('c')], { exercises }));

  expect(screen.getByRole('list', { name: 'Who needs you' }).textContent).toContain('Ada');
  expect(screen.getByRole('list', { name: 'Last active' }).textContent).not.toContain('Ada');
});

it.each(['/now', '/exercises'])('says at %s what exercises need where cells were run, but of none', async route => {
  await openScreen(route, makeState([makeStudent('a')], { totals: { students: 1, events: 2, runs: 2, errors: 0 } }));

  expect(screen.getByText(/^Cells were run, but of no exercise\./u)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'How to make a notebook for a class' }).getAttribute('href')).toMatch(/docs\/notebooks\.md$/u);
  expect(screen.queryByText('Nobody has run an exercise yet.')).toBeNull();
});

it.each(['/now', '/exercises'])('says at %s that nobody has run an exercise where nothing was run', async route => {
  await openScreen(route, makeState([makeStudent('a', { runs: 0 })]));

  expect(screen.getByText('Nobody has run an exercise yet.')).toBeTruthy();
});
