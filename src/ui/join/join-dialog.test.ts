// @vitest-environment jsdom
import { MessageLoop } from '@lumino/messaging';
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';

import { Bustle, VirtualClock } from '../../../simulation/virtual/virtual-clock';
import type { TermsShown } from '../../classes/membership';
import { initialStatus } from '../../client/status/status';
import { english } from '../../jupyter/fixtures/english';
import { FakeLogger } from '../../platform/fixtures/fake-logger';
import { DEFAULT_POLICY, FREE_TEAMS, policyTerms } from '../../protocol';
import type { LookupOutcome } from '../../transport/class-lookup';
import { askToJoin } from './join-dialog';
import type { JoinPlace } from './join-place';

vi.hoisted(() => {
  // JupyterLab's widgets want these of a browser, and jsdom has none of them.
  vi.stubGlobal('DragEvent', class extends Event {});
  vi.stubGlobal('matchMedia', () => ({ matches: false, addListener: () => undefined, addEventListener: () => undefined }));
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setImmediate(work));
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});

const FOUND: LookupOutcome = {
  kind: 'found',
  preview: { className: 'Python', hasRoster: false, teams: FREE_TEAMS, policy: DEFAULT_POLICY },
};

let clock: VirtualClock;
let answer: (outcome: LookupOutcome) => void;
let joined: (TermsShown | undefined)[];
let closed: Promise<boolean>;

const place: JoinPlace = {
  title: 'Join your class',
  isChange: false,
  initial: { link: 'http://host BLUE', studentId: 'ada', displayName: '', team: '', folder: '' },
  administered: new Set(),
  isVouchedByHub: () => false,
  knownServer: '',
  findFolderFlaw: undefined,
  join: async (_texts, _folder, _signal, shown) => {
    joined.push(shown);
    return { ...initialStatus('indexeddb'), phase: 'reporting' };
  },
};

beforeEach(async () => {
  clock = new VirtualClock(0, new Bustle());
  joined = [];
  closed = askToJoin({
    place,
    words: english,
    logger: new FakeLogger(),
    lookUp: () => new Promise(resolve => (answer = resolve)),
    sleep: (ms, signal) => clock.sleep(ms, signal),
  });
  await pass(1000);
});

/** Lets time pass, and the form be drawn as it is by then. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    await clock.advance(ms);
    MessageLoop.flush();
  });
}

const label = () => document.querySelector('.jp-Dialog-footer button.jp-mod-accept')?.textContent;
const promise = () => document.querySelector('.jp-CellMonitor-note')?.textContent;

async function press(): Promise<(TermsShown | undefined)[]> {
  document.querySelector<HTMLElement>('.jp-Dialog-footer button.jp-mod-accept')?.click();
  await pass(0);
  expect(await closed).toBe(true);
  return joined;
}

it('who presses while the class is still being looked for has agreed to nothing', async () => {
  expect([label(), promise()]).toEqual(['Join', expect.stringContaining('When you have joined, you see')]);
  expect(await press()).toEqual([undefined]);
});

it('nor has who presses as the terms come', async () => {
  answer(FOUND);
  await pass(100);
  expect(document.querySelector('.jp-CellMonitor-class')?.textContent).toContain('Python');
  expect([label(), promise()]).toEqual(['Join', expect.stringContaining('When you have joined, you see')]);
  expect(await press()).toEqual([undefined]);
});

it('who presses after the terms have been there for a moment has agreed to them, as the button says', async () => {
  answer(FOUND);
  await pass(0);
  await pass(500);
  expect([label(), promise()]).toEqual(['Join and agree', expect.stringContaining('By joining you agree')]);
  expect(await press()).toEqual([{ terms: policyTerms(DEFAULT_POLICY), isAgreed: true }]);
});
