import { expect, it } from 'vitest';
import type { BatchReply, CheckedBatch } from '../../../src/protocol';
import { createSeededRandom } from '../../../simulation/virtual/seeded-random';
import { Bustle, VirtualClock } from '../../../simulation/virtual/virtual-clock';
import { CallerPace, isCalling } from './caller-pace';

const ORDINARY_MS = 15_000;
const OPEN: BatchReply['help'] = { id: 'h1', status: 'open', position: 1 };
const HEARTBEAT: CheckedBatch = { sid: 's', sentAt: '', range: undefined, eventsJson: '[]', soundCount: 0, rejected: [] };

function openPace() {
  const clock = new VirtualClock(0, new Bustle());
  const { draw, bytes } = createSeededRandom(1);
  return { clock, pace: new CallerPace(clock, { fraction: draw, bytes }) };
}

it.each<[string, string, BatchReply['help']]>([
  ['waits for somebody', '[]', OPEN],
  ['knows who comes', '[]', { id: 'h1', status: 'claimed' }],
  ['calls with this very report', '[{"seq":1,"type":"help.requested"}]', undefined],
  ['calls anew', '[{"seq":9,"type":"help.requested"}]', { id: 'h1', status: 'resolved' }],
])('a student who %s reports again within two seconds', (_, eventsJson, help) => {
  const { pace } = openPace();
  const told = Array.from({ length: 30 }, () => pace.nextMs(isCalling({ ...HEARTBEAT, eventsJson }), help, ORDINARY_MS, 1));

  expect(Math.max(...told)).toBeLessThanOrEqual(1800);
  expect(Math.min(...told)).toBeGreaterThanOrEqual(1200);
});

it.each<[string, string, BatchReply['help']]>([
  ['has not called', '[]', undefined],
  ['was helped', '[]', { id: 'h1', status: 'resolved' }],
  ['writes of calls in their code', JSON.stringify([{ code: 'x = "help.requested"' }]), undefined],
])('a student who %s keeps to the class’s cadence', (_, eventsJson, help) => {
  expect(openPace().pace.nextMs(isCalling({ ...HEARTBEAT, eventsJson }), help, ORDINARY_MS, 1)).toBe(ORDINARY_MS);
});

it('slows down with a server that is busy, and is never slower than the class', () => {
  const { pace } = openPace();
  expect(pace.nextMs(false, OPEN, ORDINARY_MS, 4)).toBeGreaterThanOrEqual(4800);
  expect(pace.nextMs(false, OPEN, 400, 1)).toBe(400);
});

/** Requests a second of so many who call at once, over the last of two minutes. */
async function rateOf(callers: number): Promise<number> {
  const { clock, pace } = openPace();
  const minuteMs = 60_000;
  let count = 0;
  const report = (): void => {
    count += Number(clock.monotonicMs() >= minuteMs);
    clock.setTimeout(report, pace.nextMs(false, OPEN, ORDINARY_MS, 1));
  };
  Array.from({ length: callers }, report);
  await clock.advance(2 * minuteMs);
  return count / (minuteMs / 1000);
}

it('35 callers have their two seconds each', async () => {
  expect(await rateOf(35)).toBeCloseTo(35 / 1.5, 0);
});

it.each([100, 200, 350])('%i callers share what a server has for them', async callers => {
  const rate = await rateOf(callers);
  expect(rate).toBeLessThanOrEqual(26);
  expect(rate).toBeGreaterThanOrEqual(20);
});
