// @vitest-environment jsdom
import '../testing/browser-gaps';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { HelpQueue, HelpRequest, Visit } from '../../../src/protocol';
import { AS_OF, makeDelta, makeErrorGroup, makeState, makeStudent, makeTeam } from '../testing/class-fixtures';
import { FakeApi } from '../testing/fake-api';
import { ME } from '../testing/me';
import { type OpenScreen, openScreen, settle } from '../testing/open-screen';

const GRACE = { id: 'grace', name: 'Grace' };
const CALL: HelpRequest = { id: 'h1', studentId: 'a', since: '2026-11-22T09:56:00.000Z', status: 'open', question: 'Why?' };
const HOSTILE = '<img src=x onerror=alert(1)>\u202Eevil';

const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const bar = (): HTMLElement | null => screen.queryByRole('region', { name: 'Ada: marked as helped' });

describe('the help queue', () => {
  const hear = async ({ feed }: OpenScreen, queue: HelpQueue): Promise<void> => {
    act(() => feed.newest.send('delta', makeDelta([], { help: [], queue })));
    await settle();
  };

  it('is paused and closed with one button each, and says who did so and what students are told', async () => {
    const opened = await openScreen('/now', makeState([makeStudent('a')]));
    await press('Pause help');
    await press('Close queue');
    expect(opened.api.queueStates).toEqual(['paused', 'closed']);
    await hear(opened, { state: 'closed', by: { ...GRACE, name: HOSTILE }, at: AS_OF });
    const status = screen.getByText(/The help queue is closed/u);
    expect(status.textContent).toContain('<img src=x onerror=alert(1)>\uFFFDevil');
    expect(screen.queryByRole('button', { name: 'Pause help' })).toBeNull();
    await press('Open the queue');
    expect(opened.api.queueStates.at(-1)).toBe('open');
    await hear(opened, { state: 'open', by: GRACE, at: AS_OF });
    expect(screen.queryByText(/The help queue is closed/u)).toBeNull();
  });

  it('is not changed by people who may only look, who see how it stands', async () => {
    const api = new FakeApi();
    api.who = { ...ME, role: 'assistant', rights: ['student.read'] };
    await openScreen('/now', makeState([makeStudent('a')], { queue: { state: 'paused', by: GRACE, at: AS_OF } }), { api });
    expect(screen.getByText(/Help is paused: Grace/u)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Open the queue' })).toBeNull();
  });

  it('marks callers who are not there, and keeps them in their place', async () => {
    const seen = '2026-11-22T09:50:00.000Z';
    const away = makeStudent('a', { displayName: 'Ada', status: 'offline', lastSeenAt: seen });
    const gone = makeStudent('b', { displayName: 'Bob', status: 'offline', lastSeenAt: seen, hasLeft: true });
    const later: HelpRequest = { ...CALL, id: 'h2', studentId: 'b', since: '2026-11-22T09:57:00.000Z' };
    await openScreen('/now', makeState([away, gone], { help: [CALL, later] }));
    const [first, second] = within(screen.getByRole('list', { name: 'Who needs you' })).getAllByRole('listitem');

    expect(first?.textContent).toMatch(/Ada.*number 1 in the queue.*offline since \d\d:50/u);
    expect(second?.textContent).toMatch(/Bob.*number 2 in the queue.*left at \d\d:50/u);
  });

  it('says whom colleagues are with, and for how long', async () => {
    const claimed: HelpRequest = { ...CALL, status: 'claimed', by: GRACE, at: '2026-11-22T09:48:00.000Z' };
    await openScreen('/now', makeState([makeStudent('a', { displayName: 'Ada' })], { help: [claimed] }));

    expect(screen.getByRole('list', { name: 'Who your colleagues are with' }).textContent).toBe('Grace has been with Ada for 12 min');
  });
});

describe('after “Mark as helped”', () => {
  const open = () => openScreen('/now', makeState([makeStudent('a', { displayName: 'Ada' })], { help: [CALL] }));

  it('what was found is one tap away for a while, and nobody has to', async () => {
    const { api, time } = await open();
    await press('Mark as helped: Ada');
    expect(api.helpAnswers).toEqual([{ helpId: 'h1', status: 'resolved', takeOver: false }]);
    // Nobody guessed who called.
    expect(within(bar() as HTMLElement).queryByRole('button', { name: 'Not stuck' })).toBeNull();
    fireEvent.click(within(bar() as HTMLElement).getByRole('button', { name: 'Explained' }));
    await settle();
    expect(api.helpAnswers.at(-1)).toMatchObject({ helpId: 'h1', finding: 'explained', isRemark: true });
    expect(api.visits.at(-1)).toEqual({ studentId: 'a', status: 'done', finding: 'explained', isRemark: true });
    act(() => time.pass(12_000));
    expect(bar()).toBeNull();
  });

  it('a note is written for colleagues, without haste, and undo takes back what was said', async () => {
    const { api, time, feed } = await open();
    await press('Mark as helped: Ada');
    const done = { by: ME, at: AS_OF };
    const ada = makeStudent('a', { displayName: 'Ada', visit: { status: 'done', ...done } });
    act(() => feed.newest.send('delta', makeDelta([ada], { help: [{ ...CALL, status: 'resolved', ...done }] })));
    const inBar = within(bar() as HTMLElement);
    fireEvent.click(inBar.getByRole('button', { name: 'Add a note' }));
    const input = inBar.getByRole('textbox', { name: 'Note for your colleagues' });
    act(() => input.focus());
    act(() => time.pass(60_000));
    fireEvent.change(input, { target: { value: ' Paths on Windows ' } });
    fireEvent.submit(input);
    await settle();
    expect(api.visits.at(-1)).toEqual({ studentId: 'a', status: 'done', note: 'Paths on Windows', isRemark: true });
    fireEvent.click(within(bar() as HTMLElement).getByRole('button', { name: 'Undo' }));
    await settle();
    expect(api.visits.at(-1)).toEqual({ studentId: 'a', status: 'open' });
    expect(api.helpAnswers.at(-1)).toEqual({ helpId: 'h1', status: 'open', takeOver: false });
    expect(bar()).toBeNull();
  });

  it('the same can be said later in the student’s page, where the note stands, inert', async () => {
    const visit: Visit = { status: 'done', by: GRACE, at: '2026-11-22T09:00:00.000Z', finding: 'technical', note: HOSTILE };
    const { api } = await openScreen('/now?student=a', makeState([makeStudent('a', { displayName: 'Ada', visit })]));
    const drawer = within(screen.getByRole('dialog', { name: 'Ada' }));

    expect(drawer.getByText(/^Note:/u).textContent).toBe('Note: <img src=x onerror=alert(1)>\uFFFDevil');
    expect(drawer.getByRole('button', { name: 'Technical' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(drawer.getByRole('button', { name: 'Solved together' }));
    await settle();
    expect(api.visits).toEqual([{ studentId: 'a', status: 'done', finding: 'solved_together', isRemark: true }]);
  });
});

describe('a hint', () => {
  const group = makeErrorGroup('e1', { studentIds: ['a', 'b'] });
  const hint = {
    id: 'm1',
    to: { errorGroup: 'e1' },
    text: 'Mind the name',
    sentAt: '2026-11-22T09:58:00.000Z',
    by: GRACE,
    recipients: 11,
    shown: 11,
    effect: { shown: 11, passed: 7, until: '2026-11-22T10:08:00.000Z' },
  };

  it('says at its error how many passed, “so far” while the ten minutes run', async () => {
    const { time } = await openScreen(
      '/errors',
      makeState([makeStudent('a'), makeStudent('b')], { errors: [group], messages: [hint], teams: [makeTeam('')] }),
    );
    expect(screen.getByText('7 of 11 passed so far')).toBeDefined();
    act(() => time.pass(8 * 60_000));
    expect(screen.getByText('7 of 11 passed within 10 minutes')).toBeDefined();
  });

  it('that was sent before is offered when the same comes again', async () => {
    const api = new FakeApi();
    api.hints.set('e1', [hint]);
    await openScreen('/errors', makeState([makeStudent('a'), makeStudent('b')], { errors: [group] }), { api });
    await press(/^Send a hint/u);
    const offers = within(screen.getByRole('region', { name: 'Hints sent for the same before' }));
    expect(offers.getByText('7 of 11 passed within 10 minutes')).toBeDefined();
    fireEvent.click(offers.getByRole('button', { name: 'Use this hint: Mind the name' }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value).toBe('Mind the name');
    expect(api.sent).toEqual([]);
  });
});
