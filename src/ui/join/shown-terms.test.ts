import { beforeEach, expect, it } from 'vitest';

import { Bustle, VirtualClock } from '../../../simulation/virtual/virtual-clock';
import { DEFAULT_POLICY, FREE_TEAMS, policyTerms } from '../../protocol';
import type { LookupOutcome } from '../../transport/class-lookup';
import { english } from '../../jupyter/fixtures/english';
import { ClassFinder } from './class-finder';
import { describeConsequence, describeJoining, termsOnJoining } from './join-words';
import { ShownTerms } from './shown-terms';

const blue = { serverUrl: 'http://host', joinCode: 'BLUE' };
const find = (className: string): LookupOutcome => ({
  kind: 'found',
  preview: { className, hasRoster: false, teams: FREE_TEAMS, policy: DEFAULT_POLICY },
});

let clock: VirtualClock;
let closing: AbortController;
let answer: (outcome: LookupOutcome) => void;
let finder: ClassFinder;
let shown: ShownTerms;
let changes: number;

beforeEach(() => {
  clock = new VirtualClock(0, new Bustle());
  closing = new AbortController();
  changes = 0;
  const sleep: VirtualClock['sleep'] = (ms, signal) => clock.sleep(ms, signal);
  finder = new ClassFinder({ lookUp: () => new Promise(resolve => (answer = resolve)), sleep, onChange: () => undefined });
  shown = new ShownTerms({ finding: () => finder.finding, sleep, closing: closing.signal, onChange: () => (changes += 1) });
});

/** What a press means now, and what the form says that it does. */
const press = () => ({
  agreed: termsOnJoining(shown.finding)?.terms,
  label: describeJoining(shown.finding, english),
  promise: describeConsequence(shown.finding, english),
});

/** The class is found, and the form is drawn with it. */
async function findAndDraw(className = 'Python'): Promise<void> {
  void finder.find({ ...blue, joinCode: className });
  await clock.advance(1000);
  answer(find(className));
  await clock.advance(0);
  void shown.noteDrawn(finder.finding);
}

it('a press while the class is being looked for is no agreement, and the form says so', async () => {
  void finder.find(blue);
  await clock.advance(1000);
  expect(press()).toMatchObject({ agreed: undefined, label: 'Join', promise: expect.stringContaining('When you have joined, you see') });
});

it('a press before the terms are drawn, or as they come, is none either', async () => {
  void finder.find(blue);
  await clock.advance(1000);
  answer(find('Python'));
  await clock.advance(5000);
  expect(finder.preview?.className).toBe('Python');
  expect(press()).toMatchObject({ agreed: undefined, label: 'Join', promise: expect.stringContaining('When you have joined, you see') });
  void shown.noteDrawn(finder.finding);
  await clock.advance(400);
  expect(press()).toMatchObject({ agreed: undefined, label: 'Join' });
});

it('is one once they have been there for a moment, and the button says so by then', async () => {
  await findAndDraw();
  await clock.advance(500);
  const agreed = policyTerms(DEFAULT_POLICY);
  expect(press()).toEqual({ agreed, label: 'Join and agree', promise: expect.stringContaining('By joining you agree') });
  expect(changes).toBe(1);
});

it('is none to the terms of another class that the form names since', async () => {
  await findAndDraw('Python');
  await clock.advance(500);
  await findAndDraw('Statistics');
  expect(press()).toMatchObject({ agreed: undefined, label: 'Join' });
  await clock.advance(500);
  expect(press().label).toBe('Join and agree');
});

it('of a class that was named for a moment alone are never taken for seen', async () => {
  await findAndDraw('Python');
  await clock.advance(100);
  await findAndDraw('Statistics');
  closing.abort();
  await clock.advance(5000);
  expect([press().agreed, changes]).toEqual([undefined, 0]);
});
