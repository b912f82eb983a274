import { expect, it } from 'vitest';

import { makePanel } from '../fixtures/fake-lab';
import { FakeLogger } from '../../platform/fixtures/fake-logger';
import { KernelConnection } from './kernel-connection';

/** Since when the kernel is not reached, after each step: a status, and how long it lasts. */
function follow(...steps: readonly (readonly [status: string, forMs: number])[]): (number | null)[] {
  const { context } = makePanel('a.ipynb');
  let nowMs = 1000;
  const connection = new KernelConnection({ sessionContext: context.sessionContext, monotonicMs: () => nowMs, logger: new FakeLogger() });
  return steps.map(([status, forMs]) => {
    context.connect(status);
    nowMs += forMs;
    return connection.lostSinceMs ?? null;
  });
}

it.each([
  ['while it is reached', [['connected', 10]], [null]],
  [
    'before it was ever reached',
    [
      ['connecting', 10],
      ['disconnected', 10],
    ],
    [1000, 1000],
  ],
  [
    'after it was lost',
    [
      ['connected', 5000],
      ['connecting', 10],
      ['disconnected', 10],
      ['connected', 10],
    ],
    [null, 6000, 6000, null],
  ],
  [
    'when it was lost again',
    [
      ['connecting', 10],
      ['connected', 5000],
      ['connecting', 10],
    ],
    [1000, null, 6010],
  ],
  [
    'behind a proxy that closes what it let open',
    [
      ['connecting', 10],
      ['connected', 100],
      ['connecting', 10],
    ],
    [1000, null, 1000],
  ],
] as const)('the time of the loss is known %s', (_, steps, expected) => {
  expect(follow(...steps)).toEqual(expected);
});

it('a notebook without a kernel has lost none', () => {
  const { context } = makePanel('a.ipynb');
  const sessionContext = { ...context.sessionContext, session: null };
  expect(new KernelConnection({ sessionContext, monotonicMs: () => 0, logger: new FakeLogger() }).lostSinceMs).toBeUndefined();
});
