import { API_PREFIX } from '../../../src/protocol';
import type { Attack, AttackMode } from '../stage/attack';
import { pressImpatiently } from '../means/impatient-sockets';
import { TAKEN } from '../stage/measures';
import { HAPPENED, MEMORY, memoryWithinMib, othersWait, readMemory, UNHARMED } from './limits';

/** An outsider, without any token. */
function requestsFor(name: string, path: string, connections: number): AttackMode {
  return {
    name: `${name}, on ${String(connections)} connections`,
    prepare:
      async ({ url }, force) =>
      async signal => ({ [TAKEN]: await pressImpatiently(url, path, force.choose(5, connections), signal) }),
    lookAfter: async ({ figures }) => ({ [MEMORY]: readMemory(figures) }),
    limits: [...UNHARMED, HAPPENED, othersWait(3), memoryWithinMib(400)],
    goesOn: true,
  };
}

export const impatience: Attack = {
  number: 10,
  name: 'requests that wait for no answer',
  modes: [requestsFor('the metrics', '/metrics', 20), requestsFor('whether the server is there', `${API_PREFIX}/health/live`, 200)],
};
