// @vitest-environment jsdom
import '../testing/browser-gaps';
import { act, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HelpRequest, StudentState } from '../../../src/protocol';
import { RING_GAP_MS } from '../class/help-alarm/help-alarm';
import { createRememberedSwitch } from '../platform/preferences/remembered-switch';
import { AS_OF, makeDelta, makeState, makeStudent } from '../testing/class-fixtures';
import { FakePage } from '../testing/fake-page';
import { makePorts } from '../testing/fake-ports';
import { FakeTextStore } from '../testing/fake-text-store';
import { type OpenScreen, openScreen } from '../testing/open-screen';

const on = (name: string) => createRememberedSwitch(new FakeTextStore(), name, true);
const call = (id: string, studentId: string): HelpRequest => ({ id, studentId, since: AS_OF, status: 'open' });

let page: FakePage;
let opened: OpenScreen;
let rings: number;
let notices: string[];

/** @param isSeen whether it is opened in front of somebody */
async function openNow(isSeen = true): Promise<void> {
  page = new FakePage();
  if (!isSeen) {
    page.hide();
  }
  rings = 0;
  notices = [];
  const switches = { ...makePorts().switches, helpSound: on('sound'), helpNotices: on('notices') };
  opened = await openScreen('/now', makeState([makeStudent('ada'), makeStudent('bob')]), {
    page,
    switches,
    // The browser's stands still while nobody sees the page.
    ticker: { subscribe: () => () => {} },
    tone: { play: () => (rings += 1) },
    notices: { ask: () => Promise.resolve(true), show: (title, text) => notices.push(`${title} – ${text}`) },
  });
}

function tell(students: StudentState[], help?: readonly HelpRequest[]): void {
  act(() => opened.feed.newest.send('delta', makeDelta(students, help && { help }), 'e.2'));
}

const pass = (ms: number): void => act(() => opened.time.pass(ms));
const runs = (): string => screen.getAllByText('Runs')[0]?.nextElementSibling?.textContent ?? '';

describe('a page that nobody sees', () => {
  beforeEach(() => openNow());

  it('draws nothing', () => {
    act(() => page.hide());
    const drawing = new MutationObserver(() => {});
    drawing.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let seconds = 0; seconds < 100; seconds += 1) {
      const failing = { runs: 100 + seconds, errorStreak: seconds, lastError: { name: 'NameError', message: 'x' } };
      tell([makeStudent('ada', failing), makeStudent(`new${String(seconds)}`)], [call(`h${String(seconds)}`, 'ada')]);
      pass(1000);
    }
    expect(drawing.takeRecords()).toEqual([]);
    drawing.disconnect();
  });

  it('shows the present at once when it comes back', () => {
    act(() => page.hide());
    tell([makeStudent('ada', { runs: 40 })], [call('h', 'ada')]);
    expect(screen.queryByText(/^Waiting for help for/u)).toBeNull();
    act(() => page.show());
    expect(screen.getByText(/^Waiting for help for/u)).toBeDefined();
    expect(runs()).not.toBe('');
  });

  it('is told less often meanwhile, and as often as before when it comes back', () => {
    act(() => page.hide());
    expect(opened.feed.newest.path).toContain('/feed?background=1');
    tell([]);
    act(() => page.show());
    expect(opened.feed.newest).toMatchObject({ path: expect.stringMatching(/\/feed$/u) as string, lastEventId: 'e.2' });
  });

  it('rings for a help request, and says in its title that somebody waits', () => {
    act(() => page.hide());
    tell([], [call('h', 'ada')]);
    expect(rings).toBe(1);
    expect(notices).toEqual([expect.stringContaining('ada')]);
    expect(page.title).toMatch(/^\(1\)/u);
  });

  it('rings for one that came too soon after another, without anything new from the server', () => {
    act(() => page.hide());
    tell([], [call('h', 'ada')]);
    pass(1000);
    tell([], [call('h', 'ada'), call('i', 'bob')]);
    pass(RING_GAP_MS - 1001);
    expect(rings).toBe(1);
    pass(1);
    expect(rings).toBe(2);
  });
});

it('a page that is opened in the background rings and has its title before anybody saw it', async () => {
  await openNow(false);
  tell([], [call('h', 'bob')]);
  expect(rings).toBe(1);
  expect(page.title).toMatch(/^\(1\)/u);
  expect(screen.queryByText('Who needs you')).toBeNull();
  act(() => page.show());
  expect(screen.getAllByText('Who needs you')).not.toHaveLength(0);
});
