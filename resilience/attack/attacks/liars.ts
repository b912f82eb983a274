import { randomId } from '../../../harness/api/enrol';
import type { Attack, AttackMode } from '../stage/attack';
import { Attacker } from '../means/attacker';
import type { AttackedServer } from '../stage/attacked-server';
import type { Measures } from '../stage/measures';
import { HAPPENED, UNHARMED } from './limits';

const HOUR_MS = 3_600_000;
const AHEAD = 'liars ahead of whom they came after';
const SPAN = 'replay, h';
/** A tenth of the class at most: a replay begins with more than so few. */
const LIARS = 3;

const callOf = (time: string): object => ({ type: 'help.requested', time, data: { notebook: 'a.ipynb' } });
const runAt = (time: string): object => ({
  type: 'cell.executed',
  time,
  data: { notebook: 'a.ipynb', cell: { id: 'c', index: 0 }, ok: true, durationMs: 1, executionCount: 1, language: 'python' },
});

interface Lie {
  readonly events: readonly object[];
  readonly sentAt?: string;
}

/** One student called in honesty; then those come whose clocks say whatever is good for them. */
function lie(name: string, lieOf: () => Lie): AttackMode {
  return {
    name,
    async prepare({ api }) {
      const early = await Attacker.join(api, 'early');
      await early.sendAll([early.writeReport(randomId(), 1, [callOf(new Date().toISOString())])], new AbortController().signal);
      const liars = await Promise.all(Array.from({ length: LIARS }, () => Attacker.join(api, 'liar')));
      return async signal => {
        const { events, sentAt } = lieOf();
        const more = sentAt === undefined ? {} : { sentAt };
        await Promise.all(liars.map(liar => liar.sendAll([liar.writeReport(randomId(), 1, events, more)], signal)));
        return liars[0]?.taken;
      };
    },
    lookAfter,
    limits: [...UNHARMED, HAPPENED, { measure: AHEAD, atMost: 0 }, { measure: SPAN, atMost: 1 }],
    notInShortRun: 'needs a class of thirty; server-stub/test/live/students-clocks.test.ts and replay-span.test.ts',
  };
}

async function lookAfter({ api }: AttackedServer): Promise<Measures> {
  const [{ help }, { fromMs, toMs }] = [await api.state(), await api.replay()];
  const early = help.findLast(({ studentId }) => studentId.startsWith('early'));
  const place = help.findLastIndex(({ studentId }) => studentId.startsWith('early'));
  const ahead = help.filter(
    ({ studentId, since }, index) => studentId.startsWith('liar') && (index < place || since < (early?.since ?? '')),
  );
  return { [AHEAD]: ahead.length, [SPAN]: (toMs - fromMs) / HOUR_MS };
}

export const liars: Attack = {
  number: 8,
  name: 'liars about the time',
  modes: [
    lie('eight hours back', () => {
      const time = new Date(Date.now() - 8 * HOUR_MS).toISOString();
      return { events: [runAt(time), callOf(time)] };
    }),
    lie('from the year 1 to 9999', () => ({
      events: [runAt('0001-01-01T00:00:00.000Z'), callOf('0001-01-01T00:00:00.000Z')],
      sentAt: '9999-12-31T23:59:59.000Z',
    })),
    lie('sent in the year 1', () => ({
      events: [callOf(new Date().toISOString()), runAt(new Date().toISOString())],
      sentAt: '0001-01-01T00:00:00.000Z',
    })),
  ],
};
