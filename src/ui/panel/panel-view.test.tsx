// @vitest-environment jsdom
import { ReactWidget } from '@jupyterlab/ui-components';
import { MessageLoop } from '@lumino/messaging';
import { beforeEach, expect, it, vi } from 'vitest';

import { initialStatus } from '../../client/status/status';
import { english } from '../../jupyter/fixtures/english';
import { DEFAULT_POLICY } from '../../protocol';
import { OpenFolds } from '../shared/fold';
import { PanelView, type PanelViewProps } from './panel-view';

vi.hoisted(() => {
  // JupyterLab's widgets want these of a browser, and jsdom has none of them.
  vi.stubGlobal('DragEvent', class extends Event {});
  vi.stubGlobal('matchMedia', () => ({ matches: false, addListener: () => undefined, addEventListener: () => undefined }));
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setImmediate(work));
});

const nothing = () => undefined;
const event = {
  sid: 's',
  first: 1,
  seq: 1,
  sentAtMs: 0,
  json: JSON.stringify({ type: 'cell.executed', time: '2026-11-22T09:00:00Z', data: {} }),
};
const props: PanelViewProps = {
  facts: { status: { ...initialStatus('indexeddb'), phase: 'reporting', policy: DEFAULT_POLICY }, isMisconfigured: false },
  identity: { serverUrl: 'http://server', joinCode: 'plum', studentId: 'ada', displayName: '', team: '' },
  flaws: {},
  holdings: { waiting: [event], sent: [] },
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

/** The panel as JupyterLab draws it. */
class Panel extends ReactWidget {
  readonly open = new Set<string>();
  shown = props;

  protected render() {
    return (
      <OpenFolds.Provider value={this.open}>
        <PanelView {...this.shown} />
      </OpenFolds.Provider>
    );
  }
}

let panel: Panel;
let place: HTMLElement;

beforeEach(() => {
  panel = new Panel();
  place = panel.node;
  document.body.replaceChildren(place);
});

const show = async (more: Partial<PanelViewProps> = {}) => {
  panel.shown = { ...props, ...more };
  panel.update();
  MessageLoop.flush();
  await panel.renderPromise;
};
const fold = (heading: string) =>
  [...place.querySelectorAll('details')].find(details => details.querySelector('summary')?.textContent?.includes(heading) === true);
const unfold = async (heading: string) => {
  const details = fold(heading);
  details?.setAttribute('open', '');
  await new Promise(resolve => details?.addEventListener('toggle', resolve, { once: true }));
};

it('a fold stays open when the class asks anew, and it is drawn with the question from then on', async () => {
  await show();
  expect(fold('Exactly what is sent')?.open).toBe(false);
  await unfold('Exactly what is sent');
  const { status } = props.facts;
  await show({ facts: { ...props.facts, status: { ...status, consent: { question: 'agree', isDeclined: false } } } });
  expect(fold('Exactly what is sent')?.closest('[class*=question]')).not.toBeNull();
  expect(fold('Exactly what is sent')?.open).toBe(true);
});

it('the fold of an event stays open when that is sent', async () => {
  await show();
  await unfold('2026');
  await show({ holdings: { waiting: [], sent: [event] } });
  expect([...place.querySelectorAll('li details')].map(details => (details as HTMLDetailsElement).open)).toEqual([true]);
});

it('what brings a student back comes before all that waits for it', async () => {
  const again = { label: 'Join again', kind: 'likely', act: nothing } as const;
  const { status } = props.facts;
  await show({ facts: { ...props.facts, status: { ...status, phase: 'held', trouble: { kind: 'released' } } }, reporting: [again] });
  const buttons = () => [...place.querySelectorAll('button')].map(button => button.textContent);
  expect(buttons().slice(0, 2)).toEqual(['Join again', 'Ask for help']);
  await show({ reporting: [{ label: 'Pause reporting', act: nothing }] });
  expect(buttons().slice(0, 2)).toEqual(['Ask for help', 'Pause reporting']);
});

it('lists as waiting what waits, and says of the rest that it is not in the list', async () => {
  const { status } = props.facts;
  await show({ facts: { ...props.facts, status: { ...status, waiting: 3 } } });
  const waiting = fold('Waiting in this browser (1)');
  expect(waiting?.textContent).toContain('2 more are waiting: recorded just now, or in another class or under another ID.');
  expect(waiting?.textContent).not.toContain('The download holds all of them');
});
