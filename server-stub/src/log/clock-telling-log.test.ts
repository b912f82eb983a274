import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../simulation/virtual/seeded-random';
import { VirtualClock } from '../../../simulation/virtual/virtual-clock';
import { WatchedClock } from '../platform/watched-clock';
import { ClockTellingLog } from './clock-telling-log';
import type { ActionEntry, EventLog, RecordedEntry } from './event-log';

const HOUR_MS = 3_600_000;

/** What two processes write to one class, each with its own look at the same machine's clock. */
function open() {
  const real = new VirtualClock(Date.parse('2026-11-22T09:00:00.000Z'));
  const written: RecordedEntry[] = [];
  let failures = 0;
  const store = {
    appendEntries: async (_: string, ...entries: RecordedEntry[]) => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('away');
      }
      await Promise.resolve();
      written.push(...entries);
      return String(written.length);
    },
  } as unknown as EventLog;
  const { draw: fraction, bytes } = createSeededRandom(1);
  const process = () => {
    const clock = new WatchedClock(real);
    const log = new ClockTellingLog(store, { clock, random: { fraction, bytes } });
    const there = (): Promise<unknown> => {
      const entry: ActionEntry = { kind: 'action', studentId: '', receivedAtMs: clock.wallMs(), id: 'i', action: { type: 'there' } };
      return log.appendEntries('a', entry);
    };
    return { log, there };
  };
  return { real, written, process, fail: (times: number) => (failures = times) };
}

const typesOf = (written: readonly RecordedEntry[]): readonly string[] =>
  written.map(entry => (entry.kind === 'action' ? entry.action.type : entry.kind));

describe('a log that is told of the clock', () => {
  it('has each step before whatever is stamped after it, once for each process, and nothing where there is none', async () => {
    const { real, written, process } = open();
    const [one, other] = [process(), process()];
    await one.there();
    real.stepWall(HOUR_MS);
    await Promise.all([one.there(), one.there(), other.there()]);
    await one.there();
    real.stepWall(-HOUR_MS);
    await other.there();

    const types = typesOf(written);
    expect(types.filter(type => type === 'clock')).toHaveLength(3);
    expect(types[0]).toBe('there');
    expect(types.slice(1, 3)).toEqual(['clock', 'clock']);
    expect(types.slice(-2)).toEqual(['clock', 'there']);
  });

  it('has no entry before the step that it is stamped after, though the store is away for a while', async () => {
    const { real, written, process, fail } = open();
    const { log, there } = process();
    real.stepWall(HOUR_MS);
    fail(2);
    await expect(there()).rejects.toThrow('away');
    await expect(log.tell('a')).rejects.toThrow('away');
    expect(written).toEqual([]);
    await there();

    expect(typesOf(written)).toEqual(['clock', 'there']);
  });
});
