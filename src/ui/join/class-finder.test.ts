import { beforeEach, expect, it } from 'vitest';

import { DEFAULT_POLICY, FREE_TEAMS } from '../../protocol';
import type { LookupOutcome } from '../../transport/class-lookup';
import { ClassFinder } from './class-finder';

const blue = { serverUrl: 'http://host', joinCode: 'BLUE' };
const found: LookupOutcome = {
  kind: 'found',
  preview: { className: 'Python', hasRoster: false, teams: FREE_TEAMS, policy: DEFAULT_POLICY },
};

let asked: string[];
let settle: (() => void)[];
let answer: (outcome: LookupOutcome) => void;
let kinds: string[];
let finder: ClassFinder;

beforeEach(() => {
  asked = [];
  settle = [];
  kinds = [];
  finder = new ClassFinder({
    lookUp: (serverUrl, joinCode) => {
      asked.push(`${serverUrl} ${joinCode}`);
      return new Promise(resolve => (answer = resolve));
    },
    sleep: (_ms, signal) =>
      new Promise(resolve => {
        settle.push(resolve);
        signal?.addEventListener('abort', () => resolve());
      }),
    onChange: () => kinds.push(finder.finding.kind),
  });
});

const turn = () => new Promise(resolve => setImmediate(resolve));

it('asks once the typing rests, for the last class typed alone', async () => {
  void finder.find({ ...blue, joinCode: 'BLU' });
  void finder.find(blue);
  void finder.find({ ...blue });
  await turn();
  expect(asked).toEqual([]);
  settle.at(-1)?.();
  await turn();
  expect(asked).toEqual(['http://host BLUE']);
  answer(found);
  await turn();
  expect(finder.preview?.className).toBe('Python');
  expect(kinds).toEqual(['looking', 'looking', 'found']);
});

it('forgets an answer that comes after the form names another class, or none', async () => {
  void finder.find(blue);
  settle.at(-1)?.();
  await turn();
  void finder.find(undefined);
  answer(found);
  await turn();
  expect(finder.finding).toEqual({ kind: 'none' });
  expect(finder.preview).toBeUndefined();
});

it('says nothing after the form is closed', async () => {
  void finder.find(blue);
  finder.stop();
  await turn();
  expect(asked).toEqual([]);
  expect(finder.finding).toEqual({ kind: 'looking' });
});
