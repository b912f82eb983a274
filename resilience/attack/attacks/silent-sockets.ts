import { setTimeout as delay } from 'node:timers/promises';
import type { Attack } from '../stage/attack';
import { joinPatiently } from '../means/joining';
import { namesApart } from '../stage/name-apart';
import { pressSilently } from '../means/silent-sockets';
import { UNHARMED } from './limits';

const JOINED = 'joined';

export const silentSockets: Attack = {
  number: 5,
  name: 'sockets that say nothing',
  modes: [
    {
      name: '10,000, opened anew when they are closed',
      prepare:
        async ({ url }, force) =>
        signal =>
          pressSilently(url, force.choose(1500, 10_000), signal),
      async meanwhile({ url, api }, force) {
        const joinCode = await api.joinCode();
        // When they are all there.
        await delay(force.choose(500, 3000));
        return { [JOINED]: await joinPatiently(url, joinCode, namesApart('late', 30)) };
      },
      limits: [...UNHARMED, { measure: JOINED, atLeast: 30 }],
      notInShortRun: 'nothing ends a silent socket yet',
    },
  ],
};
