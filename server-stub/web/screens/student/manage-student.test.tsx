// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { makeDelta, makeState, makeStudent } from '../../testing/class-fixtures';
import { FakeApi } from '../../testing/fake-api';
import { ME } from '../../testing/me';
import { type OpenScreen, openScreen, settle } from '../../testing/open-screen';

afterEach(cleanup);

const ADA = makeStudent('a', { displayName: 'Ada' });

function openDrawer(api = new FakeApi()): Promise<OpenScreen> {
  return openScreen('/students?student=a', makeState([ADA, makeStudent('b')]), { api });
}

const drawer = (): HTMLElement => screen.getByRole('dialog', { name: 'Ada' });
const folded = (): HTMLElement => within(drawer()).getByText('Manage');
async function press(name: string): Promise<void> {
  fireEvent.click(within(drawer()).getByText(name).closest('button') as HTMLButtonElement);
  await settle();
}

describe('a student’s name', () => {
  it('is released after a question, which can be left', async () => {
    const { api } = await openDrawer();
    fireEvent.click(folded());
    await press('Release this name…');
    expect(drawer().textContent).toContain('another device can join with it');
    await press('Cancel');
    await press('Release this name…');
    expect(api.released).toEqual([]);
    await press('Release the name');
    expect(api.released).toEqual(['a']);
    expect(screen.getByText(/^The name is free/u)).toBeTruthy();
  });
});

describe('a student’s data', () => {
  it('is erased by a second press, once it is said what that does; then the drawer closes and it is told', async () => {
    const { api, addressBar, time } = await openDrawer();
    fireEvent.click(folded());
    await press('Erase this student’s data…');
    expect(drawer().textContent).toContain('This cannot be undone.');
    expect(api.erased).toEqual([]);
    await press('Erase the data for good');

    expect(api.erased).toEqual(['a']);
    expect(addressBar.fragment).toBe('/students');
    expect(addressBar.history).not.toContain('/students?student=a');
    expect(screen.getByText('The data of Ada was erased.').closest('[role=status]')).toBeTruthy();
    act(() => time.pass(12_000));
    expect(screen.queryByText('The data of Ada was erased.')).toBeNull();
  });

  it('stays when the server refuses, and the drawer says why', async () => {
    const { api, addressBar } = await openDrawer();
    api.refusal = { kind: 'refused', status: 503, detail: 'The log is down.' };
    await press('Erase this student’s data…');
    await press('Erase the data for good');
    expect(within(drawer()).getByRole('alert').textContent).toBe('The log is down.');
    expect(addressBar.fragment).toBe('/students?student=a');
  });

  it('that is gone from the board and not yet from the disk is said to be so', async () => {
    const { api, feed } = await openDrawer();
    api.refusal = { kind: 'refused', status: 503, detail: 'It is tried again by itself.' };
    await press('Erase this student’s data…');
    await press('Erase the data for good');
    act(() => feed.newest.send('delta', makeDelta([], { removed: ['a'] })));
    const unknown = screen.getByRole('dialog', { name: 'This student is not in the class.' });
    expect(within(unknown).getByRole('alert').textContent).toBe('It is tried again by itself.');
  });
});

describe('an instructor who joined', () => {
  it('is marked as staff by an owner, and leaves the lists; below them they are found, and counted again', async () => {
    const { api, feed } = await openDrawer();
    await press('Mark as staff…');
    expect(drawer().textContent).toContain('They leave every number, team, list, chart and queue');
    await press('Mark as staff');
    expect(api.marked).toEqual([['a', true]]);

    act(() => feed.newest.send('delta', makeDelta([], { removed: ['a'], staff: [ADA] })));
    expect(drawer().textContent).toContain('Staff: an instructor who joined to demonstrate.');
    expect(within(drawer()).queryByText('Mark as helped')).toBeNull();
    const staff = screen.getByText('Staff, who count nowhere:').closest('section') as HTMLElement;
    expect(within(staff).getByText('Ada').closest('a')?.getAttribute('href')).toContain('student=a');
    await press('Count as a student again…');
    await press('Count as a student');
    expect(api.marked).toEqual([
      ['a', true],
      ['a', false],
    ]);
    act(() => feed.newest.send('delta', makeDelta([ADA], { staff: [] })));
    expect(screen.queryByText('Staff, who count nowhere:')).toBeNull();
  });
});

describe('who may not', () => {
  it('erase may release all the same', async () => {
    const api = new FakeApi();
    api.who = { ...ME, role: 'assistant', rights: ['class.watch', 'student.read', 'name.release'] };
    await openDrawer(api);
    expect(within(drawer()).getByText('Release this name…')).toBeTruthy();
    expect(within(drawer()).queryByText('Erase this student’s data…')).toBeNull();
    expect(within(drawer()).queryByText('Mark as staff…')).toBeNull();
  });

  it('do either has nothing to manage', async () => {
    const api = new FakeApi();
    api.who = { ...ME, role: 'assistant', rights: ['class.watch', 'student.read'] };
    await openDrawer(api);
    expect(within(drawer()).queryByText('Manage')).toBeNull();
  });
});
