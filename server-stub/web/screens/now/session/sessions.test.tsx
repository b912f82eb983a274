// @vitest-environment jsdom
import '../../../testing/browser-gaps';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionSummary } from '../../../../../src/protocol';
import { AS_OF, makeDelta, makeState, makeStudent } from '../../../testing/class-fixtures';
import { FakeApi } from '../../../testing/fake-api';
import { ME } from '../../../testing/me';
import { openScreen, settle } from '../../../testing/open-screen';

afterEach(cleanup);

const START = '2026-11-22T09:02:00.000Z';
const SESSION = { id: '2', startedAt: START, begunBy: 'activity' } as const;
const LAST_WEEK = { id: '1', startedAt: '2026-11-15T09:00:00.000Z', endedAt: '2026-11-15T10:31:00.000Z', begunBy: 'activity' } as const;
const CALL = { id: 'h', studentId: 'ada', since: '2026-11-15T10:00:00.000Z', status: 'open' } as const;
const STUDENTS = [makeStudent('ada', { displayName: 'Ada' })];

const summary = (changes: Partial<SessionSummary>): SessionSummary => ({ ...SESSION, students: 45, runs: 812, errors: 40, ...changes });
const sessionButton = (): HTMLElement => screen.getByRole('button', { name: /^(?:Session since|Last session) / });

async function chooseFromMenu(name: string): Promise<void> {
  fireEvent.click(sessionButton());
  fireEvent.click(await screen.findByRole('menuitem', { name }));
  await settle();
}

describe('the session', () => {
  it('is begun anew after a question that says what will happen', async () => {
    const { api } = await openScreen('/now', makeState(STUDENTS, { session: SESSION }));
    await chooseFromMenu('Start a new session…');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/open calls for help and claims leave/u)).toBeTruthy();
    expect(dialog.getByText(/Nothing is deleted/u)).toBeTruthy();
    expect(api.begun).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Start the session' }));
    await settle();
    expect(api.begun).toEqual(['c1']);
  });

  it('says so when it could not be begun', async () => {
    const { api } = await openScreen('/now', makeState(STUDENTS, { session: SESSION }));
    api.refusal = { kind: 'unreachable' };
    await chooseFromMenu('Start a new session…');
    fireEvent.click(await screen.findByRole('button', { name: 'Start the session' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('The session could not be started.');
  });

  it('is begun by nobody whose role does not include it', async () => {
    const api = new FakeApi();
    api.who = { ...ME, role: 'viewer', rights: ['class.watch'] };
    await openScreen('/now', makeState(STUDENTS, { session: SESSION }), { api });
    expect(screen.getByText('Session since')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Session since/u })).toBeNull();
  });

  it('is told with its date when it was another day, and that it is over; nobody waits in it', async () => {
    await openScreen('/now', makeState(STUDENTS, { session: LAST_WEEK, help: [CALL] }));
    expect(screen.getByRole('heading', { name: 'No session at the moment' })).toBeTruthy();
    expect(sessionButton().textContent).toMatch(/ Nov, .*–/u);
    expect(within(screen.getByRole('list', { name: 'Who needs you' })).queryAllByRole('listitem')).toEqual([]);
  });

  it('goes on when another begins', async () => {
    const { feed } = await openScreen('/now', makeState(STUDENTS, { session: LAST_WEEK }));
    await act(async () => {
      feed.newest.send('delta', makeDelta([], { session: SESSION }), 'e.2');
      await Promise.resolve();
    });
    await settle();
    expect(screen.queryByRole('heading', { name: 'No session at the moment' })).toBeNull();
    expect(screen.getByText('Session since')).toBeTruthy();
  });
});

describe('replay', () => {
  it('is of the newest session, of an earlier one, or of all', async () => {
    const api = new FakeApi();
    api.sessions = [summary({}), summary(LAST_WEEK)];
    const { addressBar } = await openScreen('/replay', makeState(STUDENTS, { asOf: AS_OF, session: SESSION }), { api });
    expect(api.replayed).toEqual(['2']);
    const choice = screen.getByRole('combobox', { name: 'Session' });
    expect(
      within(choice)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringMatching(/^This session, since .* · 45 students · 812 runs$/u),
      expect.stringMatching(/ Nov, .*–.* · 45 students · 812 runs$/u),
      'All sessions in one',
    ]);
    fireEvent.change(choice, { target: { value: '1' } });
    await settle();
    expect(addressBar.fragment).toBe('/replay?session=1');
    fireEvent.change(choice, { target: { value: 'all' } });
    await settle();
    expect(api.replayed).toEqual(['2', '1', undefined]);
  });
});
