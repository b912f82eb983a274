import { describe, expect, it } from 'vitest';

import type { HelpCall } from '../../client/assistance/help-call';
import type { ReportingStatus } from '../../client/status/reporting-status';
import { initialStatus } from '../../client/status/status';
import { english } from '../../jupyter/fixtures/english';
import { describePlace } from './context-words';
import { describeAge, describeDelay, describeObstacle, describePause, describeRequest } from './help-words';
import { describeNews } from './news-words';

const CALL: HelpCall = { atMs: 0, question: '', place: null, closesItself: true, standing: null };
const status = (change: Partial<ReportingStatus>): ReportingStatus => ({ ...initialStatus('indexeddb'), phase: 'reporting', ...change });
const sentence = (change: Partial<ReportingStatus>) => describeRequest(status({ help: CALL, ...change }), english)?.sentence;
const standing = (word: HelpCall['standing']): HelpCall => ({ ...CALL, standing: word });

describe('a help request is said to be', () => {
  it('nothing while there is none', () => {
    expect(describeRequest(status({}), english)).toBeUndefined();
  });

  it.each([
    ['on its way', { waiting: 1 }, 'Your help request is being sent.'],
    ['kept, offline', { phase: 'offline' as const }, 'It is sent as soon as the class server can be reached.'],
    ['kept, paused', { phase: 'paused' as const }, 'It is sent when you resume.'],
    ['there', {}, 'Your class has your help request.'],
    ['next', { help: standing({ id: 'h', status: 'open', position: 1 }) }, 'You are next.'],
    ['in line', { help: standing({ id: 'h', status: 'open', position: 3 }) }, 'You are number 3 in line.'],
    [
      'kept while help is paused',
      { queue: 'paused' as const, help: standing({ id: 'h', status: 'open', position: 3 }) },
      'Your place is kept.',
    ],
    ['taken while help is paused', { queue: 'paused' as const, help: standing({ id: 'h', status: 'claimed' }) }, 'on the way'],
    ['kept, not let in', { phase: 'held' as const }, 'It is sent as soon as you are in the class.'],
    ['taken by Mei', { help: standing({ id: 'h', status: 'claimed', by: 'Mei' }) }, 'Mei is on the way to you.'],
    ['taken by who has no name', { help: standing({ id: 'h', status: 'claimed' }) }, 'An instructor is on the way to you.'],
    [
      'taken, offline',
      { phase: 'offline' as const, help: standing({ id: 'h', status: 'claimed' }) },
      'An instructor is on the way to you.',
    ],
  ])('%s', (_, change, expected) => {
    expect(sentence(change)).toContain(expected);
  });
});

it('says since when nothing was heard of a call, while the server is away', () => {
  const next = standing({ id: 'h', status: 'open', position: 1 });
  const age = (change: Partial<ReportingStatus>) => describeAge(status({ help: next, ...change }), english, ms => `${String(ms)} o’clock`);
  expect(age({ phase: 'offline', lastDeliveredAtMs: 9 })).toMatch(/^That was at 9 o’clock\. .*has not answered since/u);
  expect(age({ phase: 'offline' })).toContain('may have changed');
  expect(age({ lastDeliveredAtMs: 9 })).toBeUndefined();
  expect(age({ phase: 'offline', lastDeliveredAtMs: 9, help: CALL })).toBeUndefined();
});

it('says that no call is taken and what to do, to those alone who have not called', () => {
  const obstacle = (change: Partial<ReportingStatus>) => describeObstacle(status({ captureLevel: 'activity', ...change }), english);
  expect(obstacle({ queue: 'closed' })).toMatch(/^Your instructors take no new help requests at the moment\..*speak to them\.$/u);
  expect(obstacle({ queue: 'closed', help: CALL })).toBeUndefined();
  expect(obstacle({ queue: 'paused' })).toBeUndefined();
});

it('says that help is paused before anybody asks, and that they can', () => {
  expect(describePause(status({ queue: 'paused' }), english)).toContain('You can still ask');
  expect(describeDelay(status({ queue: 'paused' }), english)).toContain('You can still ask');
  expect(describePause(status({ queue: 'open' }), english)).toBeUndefined();
});

it('names all that goes along', () => {
  expect(describePlace(undefined, english)).toEqual(['No notebook: none of your class is in front.']);
  expect(
    describePlace(
      {
        context: { notebook: 'a.ipynb', cell: { id: 'c', index: 2, exercise: 'loops' }, error: { name: 'NameError', message: 'x' } },
        calledAs: 'run_last',
        canComeRight: true,
      },
      english,
    ),
  ).toEqual(['The notebook a.ipynb', 'Cell 3 from the top: the one you ran last', 'Its exercise: loops', 'Its error: NameError: x']);
  expect(describePlace({ context: { notebook: 'b.ipynb', formerly: 'a.ipynb' }, canComeRight: false }, english)).toEqual([
    'The notebook b.ipynb, which was a.ipynb',
    'No cell: you are in an empty one.',
  ]);
});

it('tells of new messages and of the call in the status bar', () => {
  const messages = [{ id: 'm1', text: 'x', atMs: 0, isShown: true, isRead: false }];
  expect(describeNews(status({}), english)).toBe('');
  expect(describeNews(status({ help: CALL, messages }), english)).toBe('Waiting for help · 1 new message');
});

describe('asking for help', () => {
  it.each([
    ['not_joined', 'Join your class'],
    ['held', 'as soon as you are in the class'],
    ['paused', 'You paused reporting.'],
  ] as const)('is not possible while the phase is %s, and why is said', (phase, why) => {
    expect(describeObstacle(status({ phase, captureLevel: null }), english)).toContain(why);
  });

  it('is not possible before the student has agreed', () => {
    const asked = { captureLevel: null, consent: { question: 'agree', isDeclined: false } } as const;
    expect(describeObstacle(status(asked), english)).toContain('once you have agreed');
  });

  it('is not possible before it is known what the class asks for: nothing would be sent', () => {
    expect(describeObstacle(status({ phase: 'joining', captureLevel: null }), english)).toContain('as soon as your class has answered');
  });

  it.each(['joining', 'reporting', 'offline'] as const)('is possible while the phase is %s', phase => {
    expect(describeObstacle(status({ phase, captureLevel: 'errors' }), english)).toBeUndefined();
  });

  it('says when a request will not leave at once', () => {
    expect(describeDelay(status({ phase: 'offline' }), english)).toContain('sent when it answers');
    expect(describeDelay(status({}), english)).toBeUndefined();
  });
});
