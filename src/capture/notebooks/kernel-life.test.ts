import { expect, it } from 'vitest';

import { followKernel, type KernelEvent, type KernelState } from './kernel-life';

function tell(...statuses: string[]): KernelEvent[] {
  let state: KernelState = 'working';
  return statuses.flatMap(status => {
    const next = followKernel(state, status);
    state = next.state;
    return next.event === undefined ? [] : [next.event];
  });
}

it.each([
  ['a kernel at work tells nothing', ['busy', 'idle', 'busy', 'idle'], []],
  ['a restart is told once', ['restarting', 'restarting', 'unknown', 'starting', 'restarting', 'idle'], ['kernel.restarted']],
  ['two restarts are told twice', ['restarting', 'idle', 'restarting', 'busy'], ['kernel.restarted', 'kernel.restarted']],
  ['a kernel that the server restarts has died', ['restarting', 'autorestarting', 'starting', 'idle'], ['kernel.died']],
  ['a kernel that died is told once', ['busy', 'autorestarting', 'dead', 'dead'], ['kernel.died']],
  ['a kernel that is shut down has not died', ['terminating', 'dead', 'unknown'], []],
  ['a kernel can be restarted after it died', ['dead', 'restarting', 'starting', 'idle'], ['kernel.died', 'kernel.restarted']],
])('%s', (_, statuses, expected) => {
  expect(tell(...statuses)).toEqual(expected);
});
