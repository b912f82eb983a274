import { setTimeout as delay } from 'node:timers/promises';
import type { Attack } from '../stage/attack';
import { AT_FIRST_TRY, JOINED, joinPatiently } from '../means/joining';
import { pressSilently } from '../means/silent-sockets';
import { HAPPENED, UNHARMED } from './limits';

export const silentSockets: Attack = {
  number: 5,
  name: 'sockets that say nothing',
  modes: [
    {
      name: '10,600, opened anew when they are closed',
      prepare:
        async ({ url }, force) =>
        signal =>
          pressSilently(url, force.choose(1500, 10_600), signal),
      async meanwhile({ api }, force) {
        const joinCode = await api.joinCode();
        // When they are all there.
        await delay(force.choose(500, 3000));
        return joinPatiently(api, joinCode, 30);
      },
      limits: [...UNHARMED, HAPPENED, { measure: JOINED, atLeast: 30 }, { measure: AT_FIRST_TRY, atLeast: 30 }],
      goesOn: true,
    },
  ],
};
