import { describe, expect, it } from 'vitest';
import { attendClass } from '../learners/attend-class';
import { LIVELY } from '../learners/cast';
import { LOOPS } from '../learners/course';
import type { Happening } from '../learners/happening';
import { drawLearner } from '../learners/learner';
import { createSeededRandom } from '../virtual/seeded-random';
import { goOn } from './go-on';

const MINUTE_MS = 60_000;

/** The same student every time. */
function attend(): readonly Happening[] {
  const random = createSeededRandom(7);
  return [...attendClass(drawLearner(random, LIVELY), LOOPS, random)];
}

describe('a simulated student who comes back', () => {
  it('does what they would have done, and nothing again', () => {
    const whole = attend();
    const later = [...goOn(attend(), 5 * MINUTE_MS)].filter(({ atMs }) => atMs > 5 * MINUTE_MS);
    expect(later).toEqual(whole.filter(({ atMs }) => atMs > 5 * MINUTE_MS));
    expect(later.length).toBeLessThan(whole.length);
  });

  it('finds their page as it is by then', () => {
    const running: Happening = { kind: 'page', atMs: 10, page: { isUnreachable: true } };
    const free: Happening = { kind: 'page', atMs: 30, page: {} };
    expect([...goOn([running, free], 20)]).toEqual([running, free]);
    expect([...goOn([running, free], 40)]).toEqual([free]);
  });

  it('begins at the beginning where they have not been', () => {
    expect([...goOn(attend(), 0)]).toEqual(attend());
  });
});
