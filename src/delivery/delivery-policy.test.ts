import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTEMPTS_PER_FLUSH } from './backoff';
import { OPEN_MS } from './breaker';
import { beginFlush, decide, departureMs, expedite, returnSpread, startDelivery, withCadence, type DeliveryState } from './delivery-policy';
import type { Outcome } from './outcome';
import { MAX_RETRY_AFTER_MS } from './retry-after';

const CADENCE_MS = 15_000;
const half = () => 0.5;
const start = (random = half) => startDelivery(CADENCE_MS, 0, random);
const unreachable: Outcome = { kind: 'unreachable', trouble: { kind: 'foreign_answer' } };
const accepted: Outcome = { kind: 'accepted', hwm: 9, nextMs: 14_000, rejected: [], messages: [] };
const unavailable = (retryAfterMs?: number): Outcome => ({
  kind: 'unavailable',
  status: 503,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** Fails `times` in a row, each flush giving up as the policy says. */
function failing(state: DeliveryState, times: number): DeliveryState {
  let now = 0;
  let failed = state;
  for (let failure = 0; failure < times; failure++) {
    const { state: next, next: step } = decide(failed, unreachable, 1, now, half);
    failed = step.kind === 'retry' ? next : beginFlush(next, departureMs(next));
    now = step.kind === 'retry' ? now + step.delayMs : departureMs(next);
  }
  return failed;
}

describe('the cadence', () => {
  it('begins anywhere within the first cadence', () => {
    expect(departureMs(start(() => 0))).toBe(0);
    expect(departureMs(start(() => 0.999))).toBeCloseTo(CADENCE_MS, -2);
  });

  it('follows the time that the server names', () => {
    expect(departureMs(decide(start(), accepted, 1, 1_000, half).state)).toBe(15_000);
  });

  it('holds a hostile time to sane bounds', () => {
    const told = (nextMs: number) => departureMs(decide(start(), { ...accepted, nextMs }, 1, 0, half).state);
    expect(told(0)).toBe(100);
    expect(told(Number.MAX_SAFE_INTEGER)).toBe(600_000);
  });

  it('moves each report by up to a fifth when the server names no time', () => {
    const due = (draw: number) => departureMs(decide(start(), { kind: 'slow_down' }, 1, 100_000, () => draw).state);
    expect(due(0)).toBe(112_000);
    expect(due(0.5)).toBe(115_000);
    expect(due(0.999)).toBeCloseTo(118_000, -2);
  });

  it('takes up another pace of the class within that pace, and puts off nothing that is due', () => {
    const slow = { ...start(), dueAtMs: 115_000 };
    expect(departureMs(withCadence(slow, 4_000, 100_000, half))).toBe(101_800);
    expect(departureMs(withCadence(slow, 600_000, 100_000, half))).toBe(115_000);
    expect(withCadence(slow, 600_000, 100_000, half).cadenceMs).toBe(600_000);
    expect(withCadence(slow, CADENCE_MS, 100_000, half)).toBe(slow);
  });
});

describe('after a failure', () => {
  it('tries again with full jitter on the ladder of 1, 2, 4 and 8 seconds', () => {
    const delays: number[] = [];
    let state = beginFlush(start(), 0);
    for (let attempt = 1; attempt < ATTEMPTS_PER_FLUSH; attempt++) {
      const decision = decide(state, unreachable, 1, 0, half);
      state = decision.state;
      delays.push(decision.next.kind === 'retry' ? decision.next.delayMs : Number.NaN);
    }
    expect(delays).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it('begins the ladder anew once the server has answered', () => {
    const failed = decide(decide(beginFlush(start(), 0), unreachable, 1, 0, half).state, unreachable, 1, 0, half).state;
    const answered = decide(failed, accepted, 1, 0, half).state;
    expect(decide(answered, unreachable, 1, 0, half).next).toEqual({ kind: 'retry', delayMs: 500 });
  });

  it('sends full batches as long as the breaker is closed', () => {
    expect(beginFlush(decide(beginFlush(start(), 0), unreachable, 1, 0, half).state, 0).batchSize).toBe(500);
  });

  it('opens the breaker at the fifth failure in a row and probes within half a minute', () => {
    const tripping = failing(beginFlush(start(), 0), 4);
    const decision = decide(tripping, unreachable, 1, 20_000, half);
    expect(decision.next.kind).toBe('wait');
    expect(decision.state.breaker).toEqual({ kind: 'open', probeAtMs: 42_500 });
    expect(departureMs(decision.state)).toBe(42_500);
  });

  it('spreads the probes of clients that failed together over a whole cadence', () => {
    const tripping = failing(beginFlush(start(), 0), 4);
    const probeAtMs = (draw: number) => {
      const { breaker } = decide(tripping, unreachable, 1, 0, () => draw).state;
      return breaker.kind === 'open' ? breaker.probeAtMs : Number.NaN;
    };
    expect(probeAtMs(0)).toBe(OPEN_MS / 2);
    expect(probeAtMs(0.999)).toBeCloseTo(OPEN_MS, -2);
    expect(probeAtMs(0.999) - probeAtMs(0)).toBeCloseTo(CADENCE_MS, -2);
  });

  it('sends one small probe, and full batches only step by step after it', () => {
    const open = decide(failing(beginFlush(start(), 0), 4), unreachable, 1, 0, half).state;
    const probing = beginFlush(open, departureMs(open));
    expect(probing).toMatchObject({ breaker: { kind: 'half-open' }, batchSize: 10 });
    const closed = decide(probing, accepted, 10, 0, half).state;
    expect(closed).toMatchObject({ breaker: { kind: 'closed', failures: 0 }, batchSize: 40 });
  });

  it('opens again at once when the probe fails', () => {
    const open = decide(failing(beginFlush(start(), 0), 4), unreachable, 1, 0, half).state;
    const decision = decide(beginFlush(open, departureMs(open)), unreachable, 10, 60_000, half);
    expect(decision.next.kind).toBe('wait');
    expect(decision.state.breaker.kind).toBe('open');
  });

  it('never counts a refusal as a failure of the server', () => {
    const refusals: Outcome[] = [
      { kind: 'unauthorised', detail: '' },
      { kind: 'slow_down' },
      { kind: 'unacceptable', isTooLarge: false, detail: '' },
      { kind: 'rewind', hwm: 0 },
    ];
    for (const refusal of refusals) {
      expect(decide(failing(beginFlush(start(), 0), 4), refusal, 1, 0, half).state.breaker).toEqual({ kind: 'closed', failures: 0 });
    }
  });
});

describe('a server that asks to wait', () => {
  it('is not asked again within the flush, so that a storm of 503 cannot feed itself', () => {
    expect(decide(start(), unavailable(), 1, 0, half).next.kind).toBe('wait');
  });

  it('is asked again within the flush after a failure of its own that names no wait', () => {
    const failed = (retryAfterMs?: number): Outcome => ({
      kind: 'unavailable',
      status: 502,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
    expect(decide(beginFlush(start(), 0), failed(), 1, 0, half).next).toEqual({ kind: 'retry', delayMs: 500 });
    expect(decide(beginFlush(start(), 0), failed(4_000), 1, 0, half).next.kind).toBe('wait');
  });

  it('is not asked sooner than the cadence for naming a short wait', () => {
    expect(departureMs(decide(start(), unavailable(1_000), 1, 0, half).state)).toBe(CADENCE_MS);
  });

  it('is left alone for the time it names, and for at most 300 s', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (asked, draw) => {
          const { notBeforeMs } = decide(start(), unavailable(asked), 1, 0, () => draw).state;
          expect(notBeforeMs).toBeLessThanOrEqual(300_000);
          expect(notBeforeMs).toBeGreaterThanOrEqual(Math.min(asked, 240_000));
        },
      ),
    );
  });

  it('is left alone even when the student hurries', () => {
    const { state } = decide(start(), { kind: 'slow_down', retryAfterMs: 60_000 }, 1, 0, half);
    expect(departureMs(expedite(state, 1_000, true))).toBeGreaterThanOrEqual(60_000);
  });
});

describe('a token that is refused', () => {
  const refused = (more = {}) => decide(start(), { kind: 'unauthorised', detail: '', ...more }, 1, 100_000, half);

  it('is renewed, and asked for again after one to two minutes when it is refused, too', () => {
    expect(refused().next).toEqual({ kind: 'renew_token' });
    expect(departureMs(refused().state)).toBe(190_000);
  });

  it('is asked for again within seconds where another device has the name: an instructor is about to release it', () => {
    expect(departureMs(refused({ isTaken: true }).state)).toBe(106_000);
  });

  it('is not renewed without the student’s word where an instructor released the name', () => {
    expect(refused({ isReleased: true }).next).toEqual({ kind: 'renew_token', isReleased: true });
  });
});

describe('a name that another device has', () => {
  const taken: Outcome = { kind: 'unauthorised', detail: '', isTaken: true };
  const waits = (outcomes: readonly Outcome[], draw: number, state = start()) => {
    let told = state;
    return outcomes.map(outcome => {
      told = decide(told, outcome, 0, 0, () => draw).state;
      return told.dueAtMs;
    });
  };

  it('is asked for again within seconds, then less and less, and after minutes as often as a report is sent', () => {
    const often = Array.from({ length: 1000 }, () => taken);
    expect(waits(often, 0).slice(0, 3)).toEqual([4_000, 4_200, 4_410]);
    expect(waits(often, 0).at(-1)).toBe(10_000);
    expect(waits(often, 0.5).at(-1)).toBe(CADENCE_MS);
    expect(Math.max(...waits(often, 0.999))).toBeLessThan(20_000);
    const inThreeMinutes = waits(often, 0.5).slice(0, 20);
    expect(inThreeMinutes.reduce((sum, ms) => sum + ms)).toBeGreaterThan(180_000);
    expect(Math.max(...inThreeMinutes)).toBe(CADENCE_MS);
  });

  it('is asked for within seconds again once the student was let in, or says that they want it', () => {
    const often = Array.from({ length: 100 }, () => taken);
    expect(waits([...often, accepted, taken], 0).at(-1)).toBe(4_000);
    const waiting = often.reduce((state, outcome) => decide(state, outcome, 0, 0, half).state, start());
    expect(waits([taken], 0, expedite(waiting, 0, true))).toEqual([4_000]);
    expect(waits([taken], 0, expedite(waiting, 0, false))).toEqual([10_000]);
  });

  it('is no name that is refused for good: such a one is asked for once in one to two minutes', () => {
    const refused: Outcome = { kind: 'unauthorised', detail: '' };
    expect(waits([refused, taken, taken, refused, taken], 0)).toEqual([60_000, 4_000, 4_200, 60_000, 4_000]);
  });
});

describe('a batch that cannot be taken', () => {
  const refused: Outcome = { kind: 'unacceptable', isTooLarge: true, detail: 'too large' };

  it('is halved until one event is left, which is set aside', () => {
    const sizes: number[] = [];
    let decision = decide(start(), refused, 500, 0, half);
    while (decision.next.kind === 'shrink') {
      sizes.push(decision.state.batchSize);
      decision = decide(decision.state, refused, decision.state.batchSize, 0, half);
    }
    expect(decision.next).toMatchObject({ kind: 'set_aside', isTooLarge: true });
    expect(sizes).toEqual([250, 125, 62, 31, 15, 7, 3, 1]);
  });

  it('waits for the next cadence when it was only a heartbeat', () => {
    expect(decide(start(), refused, 0, 0, half).next.kind).toBe('wait');
  });
});

describe('coming back', () => {
  it('spreads over 15 s, an open breaker too', () => {
    const open = decide(failing(beginFlush(start(), 0), 4), unreachable, 1, 0, half).state;
    expect(departureMs(returnSpread(open, 100_000, () => 0))).toBe(100_000);
    expect(departureMs(returnSpread(open, 100_000, () => 0.999))).toBeCloseTo(115_000, -2);
  });

  it('spreads over no more than the cadence of a quick class, and 15 s of a slow one', () => {
    const latest = (cadenceMs: number) => departureMs(returnSpread(startDelivery(cadenceMs, 0, half), 100_000, () => 0.999));
    expect(latest(4_000)).toBeCloseTo(104_000, -2);
    expect(latest(60_000)).toBeCloseTo(115_000, -2);
  });

  it('leaves a closed breaker closed', () => {
    expect(returnSpread(start(), 0, half).breaker).toEqual({ kind: 'closed', failures: 0 });
  });

  it('leaves room at the end of the spread for those who report again already', () => {
    const grid = Array.from({ length: 200 }, (_, index) => (index + 0.5) / 200);
    const returns = grid.flatMap(first =>
      grid.map(second => {
        const draws = [first, second];
        return departureMs(returnSpread(start(), 0, () => draws.pop() ?? 0));
      }),
    );
    const share = (fromMs: number, toMs: number) => returns.filter(ms => ms >= fromMs && ms < toMs).length / returns.length;
    expect(share(0, 1_000)).toBeLessThan(1.2 / 15);
    expect(share(11_000, 12_000)).toBeLessThan(1.2 / 15);
    expect(share(14_000, 15_000)).toBeLessThan(0.3 / 15);
    expect(share(0, 15_000)).toBe(1);
  });

  it('is at once when the student says "send now"', () => {
    const open = decide(failing(beginFlush(start(), 0), 4), unreachable, 1, 0, half).state;
    expect(departureMs(expedite(open, 5_000, true))).toBe(5_000);
    expect(departureMs(expedite(open, 5_000, false))).toBeGreaterThan(5_000);
  });

  it('goes at once when it is urgent, and no more than twice a second however often it is', () => {
    let state = start();
    const departures: number[] = [];
    for (let nowMs = 10_000; nowMs < 20_000; nowMs += 10) {
      state = expedite(state, nowMs, false);
      if (departureMs(state) <= nowMs) {
        departures.push(nowMs);
        const accepted = { kind: 'accepted', hwm: 1, nextMs: 15_000, rejected: [], messages: [] } as const;
        state = decide(beginFlush(state, nowMs), accepted, 1, nowMs, half).state;
      }
    }
    expect(departures[0]).toBe(10_000);
    expect(departures).toHaveLength(20);
  });
});

describe('whatever happens', () => {
  const outcome = fc.oneof(
    fc.constant<Outcome>(accepted),
    fc.constant<Outcome>(unreachable),
    fc.constant<Outcome>({ kind: 'slow_down' }),
    fc.constant<Outcome>({ kind: 'unauthorised', detail: '' }),
    fc.constant<Outcome>({ kind: 'unacceptable', isTooLarge: false, detail: '' }),
    fc.nat(1_000).map<Outcome>(hwm => ({ kind: 'rewind', hwm })),
    fc
      .tuple(fc.constantFrom(500, 502, 503, 504), fc.option(fc.nat(1_000_000), { nil: undefined }))
      .map<Outcome>(([status, retryAfterMs]) => ({
        kind: 'unavailable',
        status,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      })),
  );

  it('always has a next report within the longest wait, and a batch size within the limits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(outcome, fc.nat(500), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), { maxLength: 60 }),
        steps => {
          let state = startDelivery(CADENCE_MS, 0, half);
          let now = 0;
          for (const [result, sent, draw] of steps) {
            now = Math.max(now, departureMs(state));
            state = decide(beginFlush(state, now), result, sent, now, () => draw).state;
            expect(departureMs(state) - now).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS + CADENCE_MS);
            expect(state.batchSize).toBeGreaterThanOrEqual(1);
            expect(state.batchSize).toBeLessThanOrEqual(500);
          }
        },
      ),
    );
  });

  it('never spins: within one flush an unreachable server is asked at most five times', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), draw => {
        let state = beginFlush(start(), 0);
        let requests = 0;
        let isTrying = true;
        while (isTrying) {
          requests += 1;
          const decision = decide(state, unreachable, 1, 0, () => draw);
          state = decision.state;
          isTrying = decision.next.kind === 'retry';
        }
        expect(requests).toBeLessThanOrEqual(ATTEMPTS_PER_FLUSH);
      }),
    );
  });
});
