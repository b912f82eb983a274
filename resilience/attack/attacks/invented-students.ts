import { randomId } from '../../../harness/api/enrol';
import { addressOf, LoadConnection } from '../../../harness/generator/load-connection';
import type { Attack } from '../stage/attack';
import { answerTo, writePost } from '../means/attacker';
import { joinPatiently } from '../means/joining';
import { namesApart } from '../stage/name-apart';
import { UNHARMED } from './limits';

const AT_ONCE = 64;
const STUDENTS = 'students in the class';
const JOINED = 'of 30 joined';
const STATE = 'state, KiB';
/** What a class holds unless it is told otherwise. */
const CLASS_LIMIT = 1000;
const HONEST = 30;

export const inventedStudents: Attack = {
  number: 4,
  name: 'invented students',
  modes: [
    {
      name: '11,000 from one address, each with a team',
      async prepare({ api, url }, force) {
        const joinCode = await api.joinCode();
        const count = force.choose(1200, 11_000);
        let next = 0;
        const joinOthers = async (signal: AbortSignal): Promise<void> => {
          const connection = new LoadConnection(addressOf(url));
          while (next < count && !signal.aborted) {
            next += 1;
            const student = { joinCode, studentId: `invented-${String(next)}`, team: `Team ${String(next)}`, deviceId: randomId() };
            await answerTo(connection, writePost(url, 'enrolments', {}, Buffer.from(JSON.stringify(student))), signal);
          }
          connection.close();
        };
        return async signal => {
          await Promise.all(Array.from({ length: AT_ONCE }, () => joinOthers(signal)));
        };
      },
      meanwhile: async ({ url, api }) => ({ [JOINED]: await joinPatiently(url, await api.joinCode(), namesApart('late', HONEST)) }),
      async lookAfter({ api }) {
        const state = await api.state();
        return { [STUDENTS]: state.students.length, [STATE]: JSON.stringify(state).length / 1024 };
      },
      limits: [...UNHARMED, { measure: STUDENTS, atMost: CLASS_LIMIT }, { measure: JOINED, atLeast: HONEST }],
      leavesTraces: true,
      notInShortRun: 'nothing limits joining yet',
    },
  ],
};
