// @vitest-environment jsdom
import '../testing/browser-gaps';
import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HelpRequest } from '../../../src/protocol';
import { App } from './app';
import { loadAll } from '../shared/loading/on-demand';
import { PortsProvider } from '../ports';
import { AS_OF, makeDelta, makeErrorGroup, makeState, makeStudent } from '../testing/class-fixtures';
import { FakeAddressBar } from '../testing/fake-address-bar';
import { FakeApi } from '../testing/fake-api';
import { ME } from '../testing/me';
import { FakeFeed } from '../testing/fake-feed';
import { makePorts } from '../testing/fake-ports';
import { FakeTextStore } from '../testing/fake-text-store';
import { FakeTime } from '../testing/fake-time';
import { theme } from '../shared/theme/theme';

const HOSTILE = '<img src=x onerror=alert(1)>';
const ADA = makeStudent('a', { displayName: 'Ada', errorStreak: 4, lastError: { name: 'NameError', message: 'x' } });
const CALL: HelpRequest = { id: 'h1', studentId: 'a', since: '2026-11-22T09:56:00.000Z', status: 'open', question: HOSTILE };

let api: FakeApi;
let addressBar: FakeAddressBar;
let feed: FakeFeed;
let time: FakeTime;
let kept: FakeTextStore;
let rung: number;
let noticed: string[];

beforeAll(loadAll);
beforeEach(() => {
  api = new FakeApi();
  addressBar = new FakeAddressBar('token=right-token');
  feed = new FakeFeed();
  time = new FakeTime(Date.parse(AS_OF));
  kept = new FakeTextStore();
  rung = 0;
  noticed = [];
});

const settle = async (change: () => void = () => {}): Promise<void> =>
  act(async () => {
    change();
    await Promise.resolve();
  });

async function open(fragment: string, changes: Parameters<typeof makeState>[1] = {}, students = [ADA]): Promise<void> {
  const notices = { ask: () => Promise.resolve(true), show: (title: string, text: string) => noticed.push(`${title}: ${text}`) };
  const ports = makePorts({ api, addressBar, feed, time, kept, notices, tone: { play: () => (rung += 1) } });
  await settle(() =>
    render(
      <MantineProvider theme={theme} env="test">
        <PortsProvider ports={ports}>
          <App />
        </PortsProvider>
      </MantineProvider>,
    ),
  );
  await settle(() => feed.newest.send('snapshot', makeState(students, changes), 'e.1'));
  await settle(() => addressBar.push(fragment));
}

const press = (name: string): Promise<void> => settle(() => fireEvent.click(screen.getByRole('button', { name })));
const tell = (help: readonly HelpRequest[]): Promise<void> => settle(() => feed.newest.send('delta', makeDelta([], { help })));
const whoNext = (): string => screen.getByRole('list', { name: 'Who needs you' }).textContent;

describe('a student who fails again and again', () => {
  it('is claimed, seen to and given back, each at once', async () => {
    await open('/now');
    expect(whoNext()).toMatch(/4 failed runs in a row over .* in loops\.ipynb, last: NameError/u);
    expect(whoNext()).toContain('Nobody assigned');
    await press('I’m going: Ada');
    expect(whoNext()).toContain('You are on the way');
    await press('Done: Ada');
    expect(whoNext()).toContain('You helped');
    await press('Undo: Ada');
    expect(whoNext()).toContain('Nobody assigned');
    expect(api.visits.map(({ status }) => status)).toEqual(['claimed', 'done', 'open']);
  });

  it('is somebody else’s when that one was faster, and can be taken over', async () => {
    await open('/now');
    api.refusal = { kind: 'refused', status: 409, code: 'already_claimed', detail: 'Bo has claimed this.' };
    await press('I’m going: Ada');
    expect(screen.getByRole('alert').textContent).toBe('Bo has claimed this. You can leave it to them, or take over.');
    const visit = { status: 'claimed' as const, by: { id: 'bo', name: 'Bo' }, at: AS_OF };
    await settle(() => feed.newest.send('delta', makeDelta([{ ...ADA, visit }])));
    expect(whoNext()).toContain('Bo is on the way');
    api.refusal = undefined;
    await press('Take over: Ada');
    expect(api.visits.at(-1)).toEqual({ studentId: 'a', status: 'claimed', takeOver: true });
  });

  it('keeps the keyboard in its line when the buttons change', async () => {
    await open('/now');
    const go = screen.getByRole('button', { name: 'I’m going: Ada' });
    act(() => go.focus());
    await settle(() => fireEvent.click(go));
    expect(document.activeElement?.closest('li')?.textContent).toContain('Ada');
  });

  it('is not marked as done by the second click of a double click', async () => {
    await open('/now');
    await press('I’m going: Ada');
    await settle(() => fireEvent.click(screen.getByRole('button', { name: 'Done: Ada' }), { detail: 2 }));
    expect(api.visits.map(({ status }) => status)).toEqual(['claimed']);
  });

  it('has no buttons for who may only look', async () => {
    api.who = { ...ME, role: 'viewer', rights: [] };
    await open('/now');
    expect(screen.queryByRole('button', { name: 'I’m going: Ada' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Message all' })).toBeNull();
  });
});

describe('a student who calls', () => {
  it('is answered in one place, which says where in the queue they are', async () => {
    await open('/now', { help: [CALL] });
    expect(whoNext()).toContain('number 1 in the queue');
    expect(screen.getAllByRole('button', { name: 'I’m going: Ada' })).toHaveLength(1);
    await press('I’m going: Ada');
    expect(whoNext()).toContain('You are on the way');
  });

  it('may be told to have been helped without a way there', async () => {
    await open('/now', { help: [CALL] });
    expect(screen.queryByRole('button', { name: 'Done: Ada' })).toBeNull();
    await press('Mark as helped: Ada');
    expect(api.helpAnswers.map(({ status }) => status)).toEqual(['resolved']);
  });
});

describe('the list of who is next', () => {
  const firstLines = (): readonly (string | undefined)[] =>
    [...document.querySelectorAll<HTMLElement>('.need-line')].map(line => line.dataset['first']);

  it('makes one line stand out: the first, while it is there to go to', async () => {
    await open('/now', { help: [CALL] }, [ADA, { ...ADA, studentId: 'b' }]);
    expect(firstLines()).toEqual(['true', 'false']);
  });

  it('makes none stand out when others go to all', async () => {
    await open('/now', { help: [{ ...CALL, status: 'claimed', by: { id: 'bo', name: 'Bo' }, at: AS_OF }] });
    expect(firstLines()).toEqual(['false']);
  });
});

describe('a call for help', () => {
  const region = (): HTMLElement => screen.getByRole('region', { name: 'Who needs you' });

  it('shows its question as plain text, the wait as it grows, and who answered', async () => {
    await open('/now', { help: [CALL] });
    expect(region().textContent).toContain(HOSTILE);
    expect(whoNext()).toContain('Waiting for help for 4 min');
    for (let passedMs = 0; passedMs < 60_000; passedMs += 15_000) {
      await settle(() => time.pass(15_000));
      await settle(() => feed.newest.breathe());
    }
    expect(whoNext()).toContain('Waiting for help for 5 min');
    await tell([{ ...CALL, status: 'resolved', by: { id: 'bo', name: 'Bo' }, at: AS_OF }]);
    expect(region().textContent).toContain('helped by Bo');
    expect(document.querySelector('img')).toBeNull();
  });

  it('that was taken back is remembered, and nobody claims to know the time of that', async () => {
    await open('/now', { help: [{ ...CALL, status: 'withdrawn' }] });
    expect(within(region()).getByRole('group', { name: '' }).textContent).toContain('Last request closedAda · cancelled');
  });

  it('is said to those who hear the page, without being asked to', async () => {
    await open('/now');
    await tell([CALL]);
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('A student asks for help: Ada');
  });

  it('is said again in the same words when another comes', async () => {
    await open('/now');
    await tell([CALL]);
    const first = screen.getByText('A student asks for help: Ada');
    await tell([{ ...CALL, id: 'h9' }]);
    act(() => time.pass(15_000));
    expect(screen.getByText('A student asks for help: Ada')).not.toBe(first);
  });

  it('is said to be answered when a colleague does that, all at once; on the projector nothing of it is', async () => {
    await open('/now');
    await tell([CALL]);
    await tell([{ ...CALL, status: 'claimed', by: { id: 'noor', name: 'Noor' }, at: AS_OF }]);
    await tell([{ ...CALL, status: 'resolved', by: { id: 'noor', name: 'Noor' }, at: AS_OF }]);
    expect(screen.queryByText(/^Noor is on the way to Ada/u)).toBeNull();
    act(() => time.pass(2000));
    expect(screen.getByText('Noor is on the way to Ada. Noor has helped Ada.').closest('[role=status]')).toBeTruthy();
  });

  it('rings only when that is wanted', async () => {
    await open('/now');
    await tell([CALL]);
    expect([rung, noticed]).toEqual([0, []]);
  });

  it('rings, and tells who it is', async () => {
    kept.write('help-sound', 'on');
    kept.write('help-notices', 'on');
    await open('/now');
    await tell([CALL]);
    expect([rung, noticed]).toEqual([1, ['A student asks for help: Ada']]);
  });

  it('names nobody while the screen is projected', async () => {
    kept.write('help-notices', 'on');
    kept.write('projector', 'on');
    await open('/now');
    await tell([CALL]);
    expect(noticed).toEqual(['A student asks for help: See who it is on the dashboard.']);
  });
});

describe('the errors of the class', () => {
  const group = makeErrorGroup('g1', { studentIds: ['a'], ever: 3, place: 'Exercise 2' });

  it('are told with who has them, and get a hint to exactly those', async () => {
    await open('/errors', { errors: [group] });
    expect(screen.getByRole('heading', { name: 'Exercise 2' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Ada' })).toBeTruthy();
    expect(screen.getByText('solved by 2')).toBeTruthy();
    await press('Send a hint to this student: NameError');
    const dialog = screen.getByRole('dialog', { name: 'Message to students' });
    fireEvent.change(within(dialog).getByLabelText('Message'), { target: { value: ' Look at the spelling. ' } });
    await press('Send');
    expect(api.sent).toEqual([{ to: { errorGroup: 'g1' }, text: 'Look at the spelling.' }]);
    expect(within(dialog).getByText('Sent.')).toBeTruthy();
  });

  it('leave a quiet word when they are solved', async () => {
    await open('/errors', { errors: [group] });
    await settle(() => feed.newest.send('delta', makeDelta([], { errors: [] })));
    expect(screen.getByText('NameError in Exercise 2: solved by all 3 who had it')).toBeTruthy();
  });
});

describe('a message', () => {
  it('stays written until the server has it, and shows how many have seen those before', async () => {
    const by = { id: 'me', name: 'Mei' };
    const messages = [{ id: 'm1', to: { all: true as const }, text: HOSTILE, sentAt: AS_OF, by, recipients: 30, shown: 12 }];
    await open('/now', { messages });
    await press('Message all');
    expect(screen.getByText('shown to 12 of 30')).toBeTruthy();
    api.refusal = { kind: 'refused', status: 503, detail: 'The log is down.' };
    const text = screen.getByLabelText<HTMLTextAreaElement>('Message', { selector: 'textarea' });
    fireEvent.change(text, { target: { value: 'Break until ten.' } });
    await press('Send');
    expect(screen.getByRole('alert').textContent).toBe('The log is down.');
    expect(text.value).toBe('Break until ten.');
    expect(document.querySelector('img')).toBeNull();
  });
});

describe('whether the data is complete', () => {
  it('says that the oldest page loads of very many are counted, and no longer told one by one', async () => {
    const counted = { sources: 12, received: 300, missing: 0, lost: 0, rejected: 0, students: ['a'] };
    api.delivery = { sources: [], unlisted: counted };
    await open('/record');
    expect(await screen.findByText(/Of the oldest page loads \(12\) only the numbers are kept/u)).toBeTruthy();
  });
});

describe('data that was erased', () => {
  it('is said to be in no answer about whether all is there', async () => {
    api.delivery = { sources: [], erasures: 2 };
    await open('/record');
    expect(await screen.findByText('The data of 2 students was erased: it is neither here nor in exports.')).toBeTruthy();
  });
});

describe('the connection', () => {
  it('is not called live when the server tells nothing of a class that somebody is in', async () => {
    await open('/now');
    for (let passedMs = 0; passedMs < 200_000; passedMs += 15_000) {
      await settle(() => {
        time.pass(15_000);
        feed.newest.breathe();
      });
    }
    expect(screen.getByText('No news')).toBeTruthy();
    expect(screen.getByText(/has told nothing new of the class since/u)).toBeTruthy();
  });
});
