import { gzipSync } from 'node:zlib';
import { API_PREFIX, type Role } from '../../../src/protocol';
import type { InstructorApi } from '../../../harness/api/instructor-api';
import type { Attack, AttackMode } from '../stage/attack';
import { writeRequest } from '../means/attacker';
import { askAgainAndAgain, type Pace } from '../means/paced-requests';
import { TAKEN } from '../stage/measures';
import { diskWithinMib, DISK, HAPPENED, MIB, othersWait, UNHARMED } from './limits';

/** More than a server could answer of anything that is the whole class. */
const PACE = { perSecond: 1000, connections: 50 };
/** As many as are answered at once, and more. */
const MANY = { perSecond: 1000, connections: 400 };
/** A kilobyte that unpacks to a megabyte, with a token that is none: whose it is can be told only when it is read. */
const BLOWN_UP = gzipSync(JSON.stringify({ token: 'x'.repeat(1_000_000) }));
/** Not closed: that turns away whoever calls, as it should. */
const QUEUE_STATES = ['paused', 'open'];

interface Question {
  readonly name: string;
  /** Undefined for whoever has no token. */
  readonly role?: Role;
  readonly pace?: Pace;
  /** The answer to what is done for them. */
  readonly answer?: number;
  readonly write: (url: string, headers: Readonly<Record<string, string>>, turn: number) => Buffer;
}

function ask({ name, role, pace = PACE, answer = 200, write }: Question): AttackMode {
  return {
    name,
    leavesTraces: true,
    async prepare({ api, url }) {
      const headers: Readonly<Record<string, string>> =
        role === undefined ? {} : { authorization: `Bearer ${await tokenFor(api, role)}`, 'accept-encoding': 'br' };
      return async signal => {
        const taken = await askAgainAndAgain(
          url,
          turn => write(url, headers, turn),
          pace,
          status => status === answer,
          signal,
        );
        return { [TAKEN]: taken };
      };
    },
    lookAfter: async ({ diskBytes }) => ({ [DISK]: diskBytes / MIB }),
    limits: [...UNHARMED, HAPPENED, othersWait(2), diskWithinMib(50)],
    goesOn: true,
  };
}

async function tokenFor(api: InstructorApi, role: Role): Promise<string> {
  const headers = { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' };
  const reply = await fetch(`${api.url}${API_PREFIX}/instructors`, {
    method: 'POST',
    redirect: 'error',
    headers,
    body: JSON.stringify({ name: 'Mallory', role }),
  });
  return ((await reply.json()) as { readonly token: string }).token;
}

export const askers: Attack = {
  number: 11,
  name: 'whoever asks again and again',
  modes: [
    ask({ name: 'anybody for the metrics', write: (url, headers) => writeRequest(url, 'GET', '/metrics', headers) }),
    ask({
      name: 'anybody with reports that unpack to a megabyte',
      pace: MANY,
      answer: 401,
      write: (url, headers) =>
        writeRequest(
          url,
          'POST',
          `${API_PREFIX}/batches`,
          { ...headers, 'content-type': 'text/plain', 'content-encoding': 'gzip' },
          BLOWN_UP,
        ),
    }),
    ask({
      name: 'a viewer’s link for all that a dashboard begins with',
      role: 'viewer',
      write: (url, headers) => writeRequest(url, 'GET', `${API_PREFIX}/opening`, headers),
    }),
    ask({
      name: 'an assistant for another state of the queue',
      role: 'assistant',
      write: (url, headers, turn) => {
        const body = Buffer.from(JSON.stringify({ state: QUEUE_STATES[turn % QUEUE_STATES.length] }));
        return writeRequest(url, 'PUT', `${API_PREFIX}/classes/default/queue`, { ...headers, 'content-type': 'application/json' }, body);
      },
    }),
  ],
};
