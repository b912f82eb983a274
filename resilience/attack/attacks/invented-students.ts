import { randomId } from '../../../harness/api/enrol';
import { addressOf, LoadConnection } from '../../../harness/generator/load-connection';
import type { Attack } from '../stage/attack';
import { answerTo, writePost } from '../means/attacker';
import { JOINED, joinPatiently } from '../means/joining';
import { TAKEN } from '../stage/measures';
import { HAPPENED, UNHARMED } from './limits';

const AT_ONCE = 64;
const STUDENTS = 'students in the class';
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
        let taken = 0;
        const joinOthers = async (signal: AbortSignal): Promise<void> => {
          const connection = new LoadConnection(addressOf(url));
          while (next < count && !signal.aborted) {
            next += 1;
            const student = { joinCode, studentId: `invented-${String(next)}`, team: `Team ${String(next)}`, deviceId: randomId() };
            const status = await answerTo(connection, writePost(url, 'enrolments', {}, Buffer.from(JSON.stringify(student))), signal);
            taken += status === 201 ? 1 : 0;
          }
          connection.close();
        };
        return async signal => {
          await Promise.all(Array.from({ length: AT_ONCE }, () => joinOthers(signal)));
          return { [TAKEN]: taken };
        };
      },
      meanwhile: async ({ api }) => joinPatiently(api, await api.joinCode(), HONEST),
      async lookAfter({ api }) {
        const state = await api.state();
        return { [STUDENTS]: state.students.length, [STATE]: JSON.stringify(state).length / 1024 };
      },
      limits: [...UNHARMED, HAPPENED, { measure: STUDENTS, atMost: CLASS_LIMIT }, { measure: JOINED, atLeast: HONEST }],
      leavesTraces: true,
      notInShortRun: 'takes minutes; server-stub/test/contracts/joining.contract.ts fills a class',
    },
  ],
};
