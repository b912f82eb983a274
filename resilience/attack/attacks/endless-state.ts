import { randomId } from '../../../harness/api/enrol';
import type { Attack, AttackMode, Force } from '../stage/attack';
import { Attacker } from '../means/attacker';
import type { AttackedServer } from '../stage/attacked-server';
import type { Measures } from '../stage/measures';
import { HAPPENED, MEMORY, memoryWithinMib, othersWait, readMemory, UNHARMED } from './limits';

const SOURCES = 4;
const EVENTS = 500;
const DELIVERY = 'delivery report, KiB';
const LOST = 'believed to be lost';
const KIB = 1024;

const now = (): string => new Date().toISOString();

/** Every other event is no event, so that none can be told together with the one before. */
const invalidEveryOther = (index: number): object => (index % 2 === 0 ? { type: '' } : { type: 'x', time: now(), data: {} });

function endless(name: string, write: (attacker: Attacker, force: Force) => readonly Buffer[], isTaken = true): AttackMode {
  return {
    name,
    async prepare({ api }, force) {
      const attacker = await Attacker.join(api);
      const lanes = Array.from({ length: SOURCES }, () => write(attacker, force));
      return async signal => {
        await Promise.all(lanes.map(requests => attacker.sendAll(requests, signal)));
        return attacker.taken;
      };
    },
    lookAfter,
    limits: [
      ...UNHARMED,
      ...(isTaken ? [HAPPENED] : []),
      othersWait(2),
      memoryWithinMib(300),
      { measure: DELIVERY, atMost: 1024 },
      // More than any browser could hold.
      { measure: LOST, atMost: 100_000_000 },
    ],
    notInShortRun: 'its memory is that of a server of its own; server-stub/src/live/projection/bounded-memory.test.ts',
  };
}

async function lookAfter({ api, figures }: AttackedServer): Promise<Measures> {
  const report = await api.delivery();
  return {
    [MEMORY]: readMemory(figures),
    [DELIVERY]: JSON.stringify(report).length / KIB,
    [LOST]: report.sources.reduce((sum, { lost }) => sum + lost, 0),
  };
}

export const endlessState: Attack = {
  number: 9,
  name: 'what has no end',
  modes: [
    endless('rejected events', (attacker, force) => {
      const sid = randomId();
      return Array.from({ length: force.choose(5, 25 * force.seconds) }, (_, turn) => {
        const first = turn * EVENTS + 1;
        return attacker.writeReport(
          sid,
          first,
          Array.from({ length: EVENTS }, (_unused, index) => invalidEveryOther(index)),
        );
      });
    }),
    endless(
      'lost ranges',
      attacker => {
        const last = Number.MAX_SAFE_INTEGER - 2;
        const lost = { from: 1, seq: last, type: 'lost', time: now(), data: { count: last, reason: 'quota' } };
        return [attacker.writeReport(randomId(), 1, [lost])];
      },
      // Or refused, which is as good.
      false,
    ),
    endless('a source for each event', (attacker, force) =>
      Array.from({ length: force.choose(20, 25 * force.seconds) }, () =>
        attacker.writeReport(randomId(), 1, [{ type: 'x', time: now(), data: {} }]),
      ),
    ),
  ],
};
