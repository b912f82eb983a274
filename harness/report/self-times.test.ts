import { expect, it } from 'vitest';
import { sumSelfTimes } from './self-times';

it('self times are shares of the time at work, of all places in the call tree together', () => {
  const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 4 });
  const nodes = [
    { id: 1, callFrame: frame('(idle)') },
    { id: 2, callFrame: frame('checkBatch', 'file:///app/cli.mjs') },
    { id: 3, callFrame: frame('', 'file:///app/cli.mjs') },
    { id: 4, callFrame: frame('checkBatch', 'file:///app/cli.mjs') },
  ];
  expect(sumSelfTimes({ nodes, samples: [1, 2, 3, 4], timeDeltas: [900, 20, 40, 40] })).toEqual([
    { name: 'checkBatch cli.mjs:5', share: 0.6 },
    { name: '(anonymous) cli.mjs:5', share: 0.4 },
  ]);
});
