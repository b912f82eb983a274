import { describe, expect, it } from 'vitest';

import type { HelpCall } from '../../client/assistance/help-call';
import type { ReportingStatus } from '../../client/status/reporting-status';
import { initialStatus } from '../../client/status/status';
import { english } from '../../jupyter/fixtures/english';
import { describeClosed, describeContext, describeRequest } from './help-words';
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
    ['taken', { help: standing({ id: 'h', status: 'claimed' }) }, 'Somebody is on the way to you.'],
    ['taken, offline', { phase: 'offline' as const, help: standing({ id: 'h', status: 'claimed' }) }, 'Somebody is on the way to you.'],
  ])('%s', (_, change, expected) => {
    expect(sentence(change)).toContain(expected);
  });
});

it('says that no call is taken, to those alone who have not called', () => {
  expect(describeClosed(status({ queue: 'closed' }), english)?.sentence).toBe('Your instructors take no new help requests at the moment.');
  expect(describeClosed(status({ queue: 'closed', help: CALL }), english)).toBeUndefined();
  expect(describeClosed(status({ queue: 'paused' }), english)).toBeUndefined();
});

it('names all that goes along', () => {
  expect(describeContext(undefined, english)).toEqual(['No notebook: none of your class is in front.']);
  expect(
    describeContext(
      { notebook: 'a.ipynb', cell: { id: 'c', index: 2, exercise: 'loops' }, error: { name: 'NameError', message: 'x' } },
      english,
    ),
  ).toEqual(['The notebook a.ipynb', 'Cell 3, of the exercise loops', 'Its error: NameError: x']);
  expect(describeContext({ notebook: 'b.ipynb', formerly: 'a.ipynb' }, english)).toEqual(['The notebook b.ipynb, which was a.ipynb']);
});

it('tells of new messages and of the call in the status bar', () => {
  const messages = [{ id: 'm1', text: 'x', atMs: 0, isShown: true, isRead: false }];
  expect(describeNews(status({}), english)).toBe('');
  expect(describeNews(status({ help: CALL, messages }), english)).toBe('Waiting for help · 1 new message');
});
