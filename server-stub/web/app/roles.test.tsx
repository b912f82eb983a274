// @vitest-environment jsdom
import '../testing/browser-gaps';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { makeState, makeStudent } from '../testing/class-fixtures';
import { FakeApi } from '../testing/fake-api';
import { ME } from '../testing/me';
import { FakeKeys } from '../testing/fake-keys';
import { openScreen, settle } from '../testing/open-screen';

afterEach(cleanup);

const CLASS_NOW = makeState([makeStudent('a', { displayName: 'Ada' })]);
/** As the server gives them. */
const ASSISTANT = [
  'session.read',
  'class.list',
  'class.watch',
  'student.read',
  'delivery.read',
  'system.read',
  'name.release',
  'help.answer',
];
const VIEWER = ['session.read', 'class.list', 'class.watch'];

function as(role: 'assistant' | 'viewer', rights: readonly string[]): FakeApi {
  const api = new FakeApi();
  api.who = { ...ME, role, rights };
  return api;
}

const linksOf = (navigation: string): readonly (string | null)[] =>
  within(screen.getByRole('navigation', { name: navigation }))
    .getAllByRole('link')
    .map(({ textContent }) => textContent);

describe('an assistant', () => {
  it('finds no screen in the navigation that their role does not include', async () => {
    await openScreen('/now', CLASS_NOW, { api: as('assistant', ASSISTANT) });
    expect(linksOf('Screens')).toEqual(['Overview', 'Teams', 'Students', 'Errors', 'Exercises', 'Replay', 'Data & export', 'System']);
  });

  it('finds none behind “More” either', async () => {
    await openScreen('/now', CLASS_NOW, { api: as('assistant', ASSISTANT) });
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    const items = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);
    expect(items).toEqual(['Exercises', 'Replay', 'Data & export', 'System']);
  });

  it('has no key that leads to one', async () => {
    const keys = new FakeKeys();
    const { addressBar } = await openScreen('/now', CLASS_NOW, { api: as('assistant', ASSISTANT), keys });
    act(() => keys.press('8'));
    expect(addressBar.fragment).toBe('/system');
    act(() => keys.press('9'));
    expect(addressBar.fragment).toBe('/system');
    act(() => keys.press('?'));
    expect(within(await screen.findByRole('dialog')).queryByText('Settings')).toBeNull();
  });

  it('who follows a saved link to one is told so, and led to Overview in the same class', async () => {
    await openScreen('/settings?class=python', CLASS_NOW, { api: as('assistant', ASSISTANT) });
    expect(screen.getByText(/^“Settings” is not part of your role/u)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Go to Overview' }).getAttribute('href')).toBe('#/now?class=python');
  });

  it('is told so in an empty class, too', async () => {
    await openScreen('/settings', makeState([]), { api: as('assistant', ASSISTANT) });
    expect(screen.getByText(/^“Settings” is not part of your role/u)).toBeTruthy();
  });

  it('sees whether the data is complete, and no downloads that would be refused', async () => {
    await openScreen('/record', CLASS_NOW, { api: as('assistant', ASSISTANT) });
    expect(screen.getByRole('heading', { name: 'Is the data complete?' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Export the data' })).toBeNull();
  });

  it('shows how to join, and no roster that they could not change', async () => {
    await openScreen('/now', makeState([]), { api: as('assistant', ASSISTANT) });
    expect(screen.getByRole('img', { name: 'QR code of the join link' })).toBeTruthy();
    expect(screen.queryByText('Who can join: roster and teams')).toBeNull();
  });
});

describe('a viewer', () => {
  it('finds the screens that show a class without names', async () => {
    await openScreen('/now', CLASS_NOW, { api: as('viewer', VIEWER) });
    expect(linksOf('Screens')).toEqual(['Overview', 'Teams', 'Students', 'Errors', 'Exercises']);
  });
});

describe('an owner', () => {
  it('has every screen and its parts', async () => {
    await openScreen('/record', CLASS_NOW);
    expect(linksOf('Screens')).toHaveLength(9);
    expect(screen.getByRole('heading', { name: 'Export the data' })).toBeTruthy();
    cleanup();
    await openScreen('/now', makeState([]));
    expect(screen.getByText('Who can join: roster and teams')).toBeTruthy();
  });

  it('keeps the navigation in projector mode, where Settings says that it is hidden', async () => {
    const keys = new FakeKeys();
    const { feed } = await openScreen('/settings', CLASS_NOW, { keys });
    act(() => keys.press('p'));
    await settle();
    act(() => feed.newest.send('snapshot', CLASS_NOW, 'e.2'));
    expect(linksOf('Screens')).toHaveLength(9);
    expect(within(screen.getByRole('main')).getByText('Hidden in projector mode.')).toBeTruthy();
  });
});
