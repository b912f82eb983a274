// @vitest-environment jsdom
import '../testing/browser-gaps';
import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExportedEvent } from '../../../src/protocol';
import { App } from './app';
import { loadAll } from '../shared/loading/on-demand';
import { PortsProvider } from '../ports';
import { AS_OF, CLASS, makeDelta, makeErrorGroup, makeExercise, makeState, makeStudent } from '../testing/class-fixtures';
import { FakeAddressBar } from '../testing/fake-address-bar';
import { FakeApi } from '../testing/fake-api';
import { ME } from '../testing/me';
import { FakeFeed } from '../testing/fake-feed';
import { FakeKeys } from '../testing/fake-keys';
import { makePorts } from '../testing/fake-ports';
import { FakePage } from '../testing/fake-page';
import { FakeTextStore } from '../testing/fake-text-store';
import { FakeTime } from '../testing/fake-time';
import { theme } from '../shared/theme/theme';

const HOSTILE = '<img src=x onerror=alert(1)>\u001B[31m';

let api: FakeApi;
let addressBar: FakeAddressBar;
let feed: FakeFeed;
let time: FakeTime;
let copied: string[];
let page: FakePage;
let keys: FakeKeys;
let kept: FakeTextStore;
let languagesChosen: string[];

beforeAll(loadAll);
beforeEach(() => {
  api = new FakeApi();
  addressBar = new FakeAddressBar('token=right-token');
  feed = new FakeFeed();
  // The instructor's clock is ten minutes slow.
  time = new FakeTime(Date.parse(AS_OF) - 600_000);
  copied = [];
  page = new FakePage();
  keys = new FakeKeys();
  kept = new FakeTextStore();
  languagesChosen = [];
});

async function openApp(): Promise<void> {
  const clipboard = (text: string): Promise<boolean> => Promise.resolve(copied.push(text) > 0);
  const languages = { chosen: undefined, preferred: [], choose: (language: string) => languagesChosen.push(language) };
  const ports = makePorts({ api, addressBar, feed, clipboard, keys, languages, page, time, kept });
  await act(async () => {
    render(
      <MantineProvider theme={theme} env="test">
        <PortsProvider ports={ports}>
          <App />
        </PortsProvider>
      </MantineProvider>,
    );
    await Promise.resolve();
  });
}

const show = (students: Parameters<typeof makeState>[0], changes: Parameters<typeof makeState>[1] = {}): void =>
  act(() => feed.newest.send('snapshot', makeState(students, changes), 'e.1'));

const visit = (fragment: string): Promise<void> =>
  act(async () => {
    addressBar.push(fragment);
    await Promise.resolve();
  });

describe('the way in', () => {
  it.each([
    ['leads over the JupyterHub, where the server says so', 'hub-sign-in'],
    ['is the token alone, where it does not', undefined],
  ])('%s', async (_what, hubSignIn) => {
    addressBar = new FakeAddressBar('');
    page.hubSignIn = hubSignIn;
    await openApp();
    expect(screen.queryByRole('link', { name: 'Sign in with JupyterHub' })?.getAttribute('href')).toBe(hubSignIn);
    expect(screen.getByLabelText('Link or instructor token')).toBeTruthy();
  });

  it('asks for the token again when it was wrong, in the server’s words', async () => {
    addressBar = new FakeAddressBar('token=wrong');
    await openApp();
    expect(screen.getByRole('alert').textContent).toContain('This is not the instructor token.');
    fireEvent.change(screen.getByLabelText('Link or instructor token'), { target: { value: 'http://x/#token=right-token' } });
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Open' }));
      await Promise.resolve();
    });
    expect(screen.getByText('Python 101')).toBeTruthy();
    expect(api.tokensTried).toEqual(['wrong', 'right-token']);
  });

  it('returns to the token page when the server ends the session', async () => {
    await openApp();
    await act(() => feed.newest.end({ kind: 'refused', answer: { status: 401, body: undefined } }));
    expect(screen.getByRole('alert').textContent).toContain('Your session has ended');
  });
});

describe('a join link', () => {
  it('says where it belongs, and asks for nothing', async () => {
    addressBar = new FakeAddressBar('join=KOALA7');
    await openApp();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Join your class');
    expect(screen.getByText('http://class.example:8600/#join=KOALA7')).toBeTruthy();
    expect(screen.getByText('pip install jupyterlab-cell-monitor')).toBeTruthy();
    expect(api.tokensTried).toEqual([]);
  });

  it('leads an instructor on to the board', async () => {
    addressBar = new FakeAddressBar('join=KOALA7');
    api.hasSession = true;
    await openApp();
    expect(screen.getByText('I am the instructor: open the dashboard').getAttribute('href')).toBe('#/now');
    await visit('/now');
    expect(screen.getByText('Python 101')).toBeTruthy();
  });
});

describe('the language', () => {
  it('is chosen by its own name, kept, and spoken by the page that comes next', async () => {
    await openApp();
    fireEvent.click(screen.getByRole('button', { name: 'Appearance, language and modes' }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: '日本語' }));
    expect(languagesChosen).toEqual(['ja']);
    expect(page.reloads).toBe(1);
  });
});

describe('the keyboard', () => {
  it('lists every shortcut of the page, goes to screens, and can be switched off', async () => {
    await openApp();
    show([makeStudent('a')]);
    act(() => keys.press('2'));
    expect(addressBar.fragment).toBe('/teams');
    act(() => keys.press('?'));
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(within(sheet).getByText('Teams').closest('div')?.textContent).toBe('2Teams');
    fireEvent.click(within(sheet).getByRole('switch', { name: /^Keyboard shortcuts/u }));
    act(() => keys.press('1'));
    expect(addressBar.fragment).toBe('/teams');
    expect(kept.texts.get('shortcuts')).toBe('off');
  });
});

describe('projector mode', () => {
  it('does not say of the class’s troubles that there are none, where those of a few are hidden', async () => {
    kept.write('projector', 'on');
    await openApp();
    const exercises = [makeExercise('x', { name: 'Loops', started: 3, failing: 3, here: 3 })];
    const errors = [makeErrorGroup('e', { studentIds: ['a', 'b', 'c'] })];
    show(
      ['a', 'b', 'c'].map(id => makeStudent(id)),
      { exercises, errors },
    );
    const troubles = ['Most failing', 'Commonest error now'].map(name => screen.getByText(name).parentElement?.textContent);
    expect(troubles).toEqual(['Most failing–', 'Commonest error now–']);
  });

  const ada = makeStudent('ada-1815', {
    displayName: 'Ada',
    team: 'Team 7',
    errorStreak: 3,
    lastError: { name: 'NameError', message: 'x' },
  });

  it('hides who is who by one key, on the page, in its title and in the address', async () => {
    await openApp();
    show([ada]);
    await visit('/students?student=ada-1815');
    act(() => keys.press('p', { isInDialog: true }));
    show([ada]);
    expect(document.body.textContent).toContain('Single students are hidden in projector mode.');
    expect(document.body.textContent).not.toMatch(/Ada|ada-1815|NameError/u);
    expect(addressBar.fragment).toBe('/students');
    expect(page.title).toBe('Projector: (1) Python 101 – Cell Monitor');
  });

  it('does not ask the server for what it would hide', async () => {
    kept.write('projector', 'on');
    await openApp();
    show([ada]);
    await visit('/now?student=Student+1');
    expect(screen.getByRole('heading', { level: 2, name: 'A student' })).toBeTruthy();
    expect(screen.getByText('Hidden in projector mode.')).toBeTruthy();
  });

  it('is what a viewer always has', async () => {
    api.who = { ...ME, role: 'viewer', rights: [] };
    await openApp();
    show([ada]);
    expect(document.body.textContent).not.toContain('Ada');
    expect(screen.queryByRole('button', { name: 'Show names' })).toBeNull();
  });

  it('hides the names and shows them again by one button, which says what it does next and keeps the focus', async () => {
    await openApp();
    const press = async (name: string): Promise<void> => {
      const button = screen.getByRole('button', { name });
      button.focus();
      await act(async () => {
        fireEvent.click(button);
        await Promise.resolve();
      });
      show([ada]);
    };
    await press('Hide names');
    expect(document.body.textContent).not.toContain('Ada');
    expect(screen.queryByRole('button', { name: 'Hide names' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Show names' }));
    await press('Show names');
    expect(document.body.textContent).toContain('Ada');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Hide names' }));
  });
});

describe('an empty class', () => {
  it('shows its join code, the address and a way to copy both', async () => {
    await openApp();
    show([]);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('0 of 0 students in Python 101');
    expect(screen.getByText('KOALA7')).toBeTruthy();
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Copy: Join code' }));
      fireEvent.click(screen.getByRole('button', { name: 'Copy: Server address' }));
      fireEvent.click(screen.getByRole('button', { name: 'Copy: Join link' }));
      await Promise.resolve();
    });
    expect(copied).toEqual(['KOALA7', 'http://class.example:8600', 'http://class.example:8600/#join=KOALA7']);
    expect(screen.getByRole('img', { name: 'QR code of the join link' }).tagName).toBe('svg');
  });

  it('can be set up before anybody joins', async () => {
    await openApp();
    show([]);
    await visit('/settings');
    expect(screen.getByRole('heading', { name: 'What students’ JupyterLab reports' })).toBeTruthy();
    expect(screen.queryByRole('img', { name: 'QR code of the join link' })).toBeNull();
  });
});

describe('the class now', () => {
  it('says who needs the instructor, and follows the feed', async () => {
    await openApp();
    show([makeStudent('a', { displayName: 'Ada' }), makeStudent('b', { displayName: 'Bob' })]);
    expect(screen.getByRole('heading', { level: 2, name: 'Nobody needs you right now' })).toBeTruthy();
    const lastError = { name: 'NameError', message: 'x' };
    act(() => feed.newest.send('delta', makeDelta([makeStudent('b', { displayName: 'Bob', errorStreak: 3, lastError })])));
    expect(screen.getByRole('heading', { level: 2, name: '1 student needs you' })).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Who needs you' }).textContent).toMatch(
      /3 failed runs in a row over .* in loops\.ipynb, last: NameError/u,
    );
    expect(page.title).toBe('(1) Python 101 – Cell Monitor');
  });

  it('tells ages by the server’s clock and keeps them true', async () => {
    await openApp();
    show([makeStudent('a')]);
    const list = screen.getByRole('list', { name: 'Last active' });
    expect(within(list).getByText('12 s ago')).toBeTruthy();
    act(() => time.pass(3000));
    expect(within(list).getByText('15 s ago')).toBeTruthy();
  });

  it('never shows old data as live', async () => {
    await openApp();
    show([makeStudent('a')]);
    const states = (): readonly string[] => screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(states()).toContain('Live');
    await act(() => feed.newest.end({ kind: 'cut' }));
    expect(states()).toContain('Reconnecting');
    expect(states()).not.toContain('Live');
    expect(screen.getByText(/You see the class as it was at \d\d:\d\d:\d\d/u)).toBeTruthy();
  });
});

describe('the students', () => {
  it('show hostile names as plain text', async () => {
    await openApp();
    show([makeStudent('a', { displayName: HOSTILE, team: HOSTILE, notebook: HOSTILE })]);
    await visit('/students');
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByRole('link', { name: '<img src=x onerror=alert(1)>' })).toBeTruthy();
  });

  it('tell by a mark, and to screen readers in words, whom JupyterHub vouches for', async () => {
    await openApp();
    show([makeStudent('a', { displayName: 'Ada', verified: true }), makeStudent('b', { displayName: 'Bob' })]);
    await visit('/students');
    const rowOf = (name: string): HTMLElement => screen.getByRole('link', { name }).closest('[role="row"]') as HTMLElement;
    expect(within(rowOf('Ada')).getByText('Verified by JupyterHub')).toBeTruthy();
    expect(within(rowOf('Bob')).queryByText('Verified by JupyterHub')).toBeNull();
  });

  it('are found, filtered by the address, and shown again by one button', async () => {
    await openApp();
    show([makeStudent('a', { displayName: 'Ada' }), makeStudent('b', { displayName: 'Bob', status: 'offline' })]);
    await visit('/students?status=offline');
    expect(screen.getByText('1 of 2 students')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Ada' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show everyone' }));
    fireEvent.change(screen.getByLabelText('Search students'), { target: { value: 'ada' } });
    expect(screen.getByRole('link', { name: 'Ada' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Bob' })).toBeNull();
  });

  it('stay where they are while the mouse is on them', async () => {
    await openApp();
    show([makeStudent('a', { displayName: 'Ada' }), makeStudent('b', { displayName: 'Bob' })]);
    await visit('/students');
    const names = (): (string | undefined)[] =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map(row => within(row).getByRole('link').textContent);
    const rows = screen.getAllByRole('rowgroup')[1] as HTMLElement;
    fireEvent.pointerEnter(rows, { pointerType: 'mouse' });
    act(() => feed.newest.send('delta', makeDelta([makeStudent('b', { displayName: 'Bob', errorStreak: 3 })])));
    expect(names()).toEqual(['Ada', 'Bob']);
    fireEvent.pointerLeave(rows);
    expect(names()).toEqual(['Bob', 'Ada']);
  });
});

describe('one student', () => {
  const run: ExportedEvent = {
    classId: 'c',
    studentId: 'a',
    team: '',
    sid: 's',
    seq: 1,
    type: 'cell.executed',
    time: '2026-11-22T09:59:00.000Z',
    receivedAt: '2026-11-22T09:59:01.000Z',
    data: {
      notebook: 'week 1/loops.ipynb',
      cell: { id: 'x', index: 2 },
      ok: false,
      durationMs: 40,
      executionCount: 7,
      error: { name: 'KeyError', message: HOSTILE },
      code: 'd["a"]',
    },
  };

  it('has a drawer without runs for a viewer, who stays signed in', async () => {
    api.isViewer = true;
    await openApp();
    show([makeStudent('a', { displayName: 'Ada' })]);
    await visit('/now?student=a');
    const drawer = screen.getByRole('dialog', { name: 'Ada' });

    expect(within(drawer).getByText('Your role cannot see individual students’ activity.')).toBeTruthy();
    expect(within(drawer).queryByRole('alert')).toBeNull();
  });

  it('has a drawer with what happened, which follows the feed', async () => {
    await openApp();
    const student = makeStudent('a', { displayName: 'Ada' });
    api.timelines.set('a', { events: [run], before: null });
    show([student]);
    await visit('/now?student=a');
    const drawer = screen.getByRole('dialog', { name: 'Ada' });
    expect(within(drawer).getByText('loops.ipynb', { selector: '.timeline-place' })).toBeTruthy();
    expect(drawer.textContent).toContain('KeyError <img src=x onerror=alert(1)>');
    expect(drawer.textContent).toContain('cell 3 · [7] · took 40 ms');

    const fixed = {
      ...run,
      seq: 2,
      time: '2026-11-22T09:59:30.000Z',
      data: { ...(run.data as object), ok: true, error: undefined, code: 'd.get("a")' },
    };
    api.timelines.set('a', { events: [fixed, run], before: null });
    await act(async () => {
      time.pass(1000);
      feed.newest.send('delta', makeDelta([makeStudent('a', { displayName: 'Ada', runs: 3 })]));
      await Promise.resolve();
    });
    expect(
      within(drawer)
        .getAllByText(/^(Ran|Failed)$/u, { selector: '.timeline-outcome' })
        .map(({ textContent }) => textContent.trim()),
    ).toEqual(['Ran', 'Failed']);
    const [changes] = within(drawer).getAllByText('What changed since the last run of this cell');
    expect(changes?.parentElement?.querySelector('del')?.textContent).toContain('d["a"]');
    expect(changes?.parentElement?.querySelector('ins')?.textContent).toContain('d.get("a")');
  });

  it('that nobody knows is said to be unknown', async () => {
    await openApp();
    show([makeStudent('a')]);
    await visit('/now?student=zz');
    expect(screen.getByRole('dialog', { name: 'This student is not in the class.' })).toBeTruthy();
  });
});

describe('several classes', () => {
  it('can be chosen from, and each has its own feed', async () => {
    api.classes = [CLASS, { ...CLASS, id: 'c2', name: 'Statistics' }];
    await openApp();
    fireEvent.change(screen.getByLabelText('Class'), { target: { value: 'c2' } });
    expect(feed.connections[0]?.signal.aborted).toBe(true);
    expect(feed.newest.path).toBe('api/v1/classes/c2/feed');
    expect(addressBar.fragment).toBe('/now?class=c2');
  });
});
