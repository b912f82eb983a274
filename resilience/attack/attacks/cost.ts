import { randomBytes } from 'node:crypto';
import { randomId } from '../../../harness/api/enrol';
import type { Attack, AttackMode, Force } from '../stage/attack';
import { Attacker } from '../means/attacker';
import { DISK, diskWithinMib, HAPPENED, helpWithinMs, MEMORY, memoryWithinMib, MIB, othersWait, readMemory, UNHARMED } from './limits';

const SOURCES = 4;
const EVENTS = 500;
/** Of nearly as many bytes as an event may have, and a batch of so many. */
const EVENT_OF_KEYS = { keys: 1200, inBatch: 70 };
/** A little below what a body may be once it is unpacked. */
const FILLING_CHARACTERS = 1900;
/** Not to be packed better than a body may be as it travels. */
const REPEATED_CHARACTERS = 380;
const STATE = 'state, KiB';
const KIB = 1024;

const unique = (what: string, index: number): string => `${what}-${String(index)}-${randomBytes(4).toString('hex')}`;

const run = (data: object, index: number): object => ({
  type: 'cell.executed',
  time: new Date().toISOString(),
  data: {
    notebook: 'week-1.ipynb',
    cell: { id: `c${String(index % 50)}`, index: index % 50 },
    ok: true,
    durationMs: 1,
    executionCount: 1,
    language: 'python',
    ...data,
  },
});

/** What takes a parser longest: each key another one. */
const keys = (index: number): object => ({
  type: 'x.keys',
  time: new Date().toISOString(),
  data: Object.fromEntries(Array.from({ length: EVENT_OF_KEYS.keys }, (_, key) => [`${index.toString(36)}_${key.toString(36)}`, 0])),
});

/** One student, everything they may send, and each event about something that was never heard of. */
function distinct(name: string, eventOf: (index: number) => object, inBatch = EVENTS): AttackMode {
  return {
    name,
    // What it takes of the disk and of memory is judged.
    leavesTraces: true,
    async prepare({ api }, force) {
      const attacker = await Attacker.join(api);
      const lanes = Array.from({ length: SOURCES }, () => writeReports(attacker, force, eventOf, inBatch));
      return async signal => {
        await Promise.all(lanes.map(requests => attacker.sendAll(requests, signal)));
        return attacker.taken;
      };
    },
    async lookAfter({ api, diskBytes, figures }) {
      const state = await api.state();
      return { [DISK]: diskBytes / MIB, [STATE]: JSON.stringify(state).length / KIB, [MEMORY]: readMemory(figures) };
    },
    // A student's quota of a day is 200 MB; what they may send before it is reached is stored.
    limits: [...UNHARMED, HAPPENED, othersWait(2), helpWithinMs(1000), diskWithinMib(250), memoryWithinMib(400)],
  };
}

/** More than is taken, which is limited by bytes, too: fewer where an event is large. */
const reportsOf = (inBatch: number, seconds: number): number => Math.ceil((12 * seconds * inBatch) / EVENTS);

function writeReports(attacker: Attacker, force: Force, eventOf: (index: number) => object, inBatch: number): readonly Buffer[] {
  const sid = randomId();
  return Array.from({ length: force.choose(5, reportsOf(inBatch, force.seconds)) }, (_, turn) => {
    const first = turn * inBatch + 1;
    const events = Array.from({ length: inBatch }, (_unused, index) => eventOf(first + index));
    return attacker.writeReport(sid, first, events);
  });
}

export const cost: Attack = {
  number: 2,
  name: 'one student, all that they may send',
  modes: [
    distinct('distinct notebooks', index => run({ notebook: `${unique('week', index)}.ipynb` }, index)),
    distinct('distinct errors', index => run({ ok: false, error: { name: unique('Error', index), message: unique('of', index) } }, index)),
    distinct('distinct exercises', index => run({ cell: { id: unique('c', index), index: 1, exercise: unique('ex', index) } }, index)),
    distinct('1 MiB of a body', index => ({
      type: 'x.filling',
      time: new Date().toISOString(),
      data: {
        text: randomBytes(REPEATED_CHARACTERS / 2)
          .toString('hex')
          .repeat(FILLING_CHARACTERS / REPEATED_CHARACTERS),
        index,
      },
    })),
    distinct('1 MiB of distinct keys', keys, EVENT_OF_KEYS.inBatch),
  ],
};
