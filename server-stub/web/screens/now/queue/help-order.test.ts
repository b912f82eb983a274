import { expect, it } from 'vitest';
import type { HelpRequest } from '../../../../../src/protocol';
import { queueHelp } from './help-order';

const call = (id: string, changes: Partial<HelpRequest>): HelpRequest => ({ id, studentId: id, since: '', status: 'open', ...changes });

it('queues calls by their wait, a claimed one in its place, and remembers the closed ones, newest first', () => {
  const { waiting, closed } = queueHelp([
    call('late', { since: '2026-11-22T10:05:00.000Z' }),
    call('early', { since: '2026-11-22T10:01:00.000Z', status: 'claimed' }),
    call('done', { since: '2026-11-22T09:00:00.000Z', status: 'resolved', at: '2026-11-22T10:02:00.000Z' }),
    call('back', { since: '2026-11-22T10:03:00.000Z', status: 'withdrawn' }),
  ]);
  expect(waiting.map(({ id }) => id)).toEqual(['early', 'late']);
  expect(closed.map(({ id }) => id)).toEqual(['back', 'done']);
});
