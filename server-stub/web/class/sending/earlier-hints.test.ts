import { expect, it } from 'vitest';
import type { SentMessage } from '../../../../src/protocol';
import { AS_OF } from '../../testing/class-fixtures';
import { earlierHints } from './earlier-hints';

const hint = (id: string, text: string, shown?: number, passed = 0): SentMessage => ({
  id,
  to: { errorGroup: 'e' },
  text,
  sentAt: `2026-11-2${id}T10:00:00.000Z`,
  by: { id: 'g', name: 'Grace' },
  recipients: 9,
  shown: shown ?? 0,
  ...(shown !== undefined && { effect: { shown, passed, until: AS_OF } }),
});

it('offers each text once, the newest first, with what came of it all times together', () => {
  expect(earlierHints([hint('3', 'Mind the name'), hint('2', 'Look again', 4, 1), hint('1', 'Mind the name', 11, 7)])).toEqual([
    { text: 'Mind the name', sentAt: '2026-11-23T10:00:00.000Z', shown: 11, passed: 7 },
    { text: 'Look again', sentAt: '2026-11-22T10:00:00.000Z', shown: 4, passed: 1 },
  ]);
});
