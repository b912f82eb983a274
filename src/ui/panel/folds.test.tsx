// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { initialStatus } from '../../client/status/status';
import { english } from '../../jupyter/fixtures/english';
import { DEFAULT_POLICY } from '../../protocol';
import { OpenFolds } from '../shared/fold';
import { PanelView, type PanelViewProps } from './panel-view';

vi.hoisted(() => {
  // JupyterLab's widgets look for these as soon as they are imported, and jsdom has neither.
  vi.stubGlobal('DragEvent', class extends Event {});
  vi.stubGlobal('matchMedia', () => ({ matches: false, addListener: () => undefined, addEventListener: () => undefined }));
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});

const nothing = () => undefined;
const event = { sid: 's', seq: 1, json: JSON.stringify({ type: 'cell.executed', time: '2026-11-22T09:00:00Z', data: {} }) };
const props: PanelViewProps = {
  facts: { status: { ...initialStatus('indexeddb'), phase: 'reporting', policy: DEFAULT_POLICY }, isMisconfigured: false },
  identity: { serverUrl: 'http://server', joinCode: 'plum', studentId: 'ada', displayName: '', team: '' },
  flaws: {},
  holdings: { waiting: [event] as unknown as PanelViewProps['holdings']['waiting'], sent: [] },
  reporting: [],
  ownData: [],
  words: english,
  formatTime: ms => new Date(ms).toISOString(),
  onAgree: nothing,
  onDecline: nothing,
  onAskForHelp: nothing,
  onCancelRequest: nothing,
  onUseAnotherId: nothing,
  onSendNow: nothing,
};

let place: HTMLElement;
let root: ReturnType<typeof createRoot>;
const open = new Set<string>();

beforeEach(() => {
  open.clear();
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
});
afterEach(() => act(() => root.unmount()));

const show = (more: Partial<PanelViewProps> = {}) =>
  act(() =>
    root.render(
      <OpenFolds.Provider value={open}>
        <PanelView {...props} {...more} />
      </OpenFolds.Provider>,
    ),
  );
const fold = (heading: string) =>
  [...place.querySelectorAll('details')].find(details => details.querySelector('summary')?.textContent?.includes(heading) === true);
const unfold = async (heading: string) => {
  const details = fold(heading);
  await act(async () => {
    details?.setAttribute('open', '');
    await new Promise(resolve => details?.addEventListener('toggle', resolve, { once: true }));
  });
};

it('stays open when the class asks anew, and it is drawn with the question from then on', async () => {
  show();
  expect(fold('Exactly what is sent')?.open).toBe(false);
  await unfold('Exactly what is sent');
  const { status } = props.facts;
  show({ facts: { ...props.facts, status: { ...status, consent: { question: 'agree', isDeclined: false } } } });
  expect(fold('Exactly what is sent')?.closest('[class*=question]')).not.toBeNull();
  expect(fold('Exactly what is sent')?.open).toBe(true);
});

it('of an event stays open when that is sent', async () => {
  show();
  await unfold('2026');
  show({ holdings: { waiting: [], sent: props.holdings.waiting } });
  expect([...place.querySelectorAll('li details')].map(details => (details as HTMLDetailsElement).open)).toEqual([true]);
});
