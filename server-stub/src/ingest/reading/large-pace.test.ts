import { expect, it } from 'vitest';
import { VirtualClock } from '../../../test/support/virtual-clock';
import { LargePace } from './large-pace';

const MIB = 1024 * 1024;

/** One who never stops. @returns how long it takes */
async function secondsFor(reports: number, { bytes, events, foldMs }: Record<'bytes' | 'events' | 'foldMs', number>): Promise<number> {
  const clock = new VirtualClock();
  const pace = new LargePace(clock);
  const startedAtMs = clock.monotonicMs();
  for (let report = 0; report < reports; report++) {
    pace.charge('ada', 'bytes', bytes);
    pace.charge('ada', 'events', events);
    pace.charge('ada', 'foldMs', foldMs);
    await clock.advance(pace.waitMs('ada'));
    expect(pace.has('ada')).toBe(false);
  }
  return (clock.monotonicMs() - startedAtMs) / 1000;
}

it('takes a whole outbox in some seconds, of small events or of large ones', async () => {
  expect(await secondsFor(40, { bytes: 100_000, events: 500, foldMs: 10 })).toBeCloseTo(8, 1);
  expect(await secondsFor(20, { bytes: MIB, events: 70, foldMs: 15 })).toBeCloseTo(5, 1);
});

it('leaves nine tenths of the time to everybody else, however dear it is to take in', async () => {
  expect(await secondsFor(20, { bytes: MIB, events: 70, foldMs: 80 })).toBeCloseTo(16, 1);
});

it('has one student rest, and nobody else', () => {
  const pace = new LargePace(new VirtualClock());
  pace.charge('ada', 'bytes', MIB);

  expect([pace.has('ada'), pace.has('bob')]).toEqual([true, false]);
});

it('has nobody rest of whom it is not known who they are', () => {
  const pace = new LargePace(new VirtualClock());
  pace.charge('', 'bytes', MIB);

  expect(pace.has('')).toBe(false);
});
