import { describe, expect, it } from 'vitest';
import { Queue } from './queue';

const GRACE = { id: 'g', name: 'Grace' };

function closed(atMs: number): Queue {
  const queue = new Queue();
  queue.change({ id: '1', position: '5', state: 'closed', by: GRACE, atMs });
  return queue;
}

describe('the help queue', () => {
  it('is open, closed at the places after it was closed, and told with who closed it', () => {
    const queue = closed(1000);

    expect(new Queue().stateIn(0)).toBe('open');
    expect([queue.isClosedAt('4', 0), queue.isClosedAt('6', 0)]).toEqual([false, true]);
    expect(queue.render(0)).toEqual({ state: 'closed', by: GRACE, at: '1970-01-01T00:00:01.000Z' });
  });

  it('opens again with the next session: who closed it last week turns nobody away today', () => {
    const queue = closed(1000);

    expect(queue.stateIn(2000)).toBe('open');
    expect(queue.isClosedAt('6', 2000)).toBe(false);
    expect(queue.render(2000)).toMatchObject({ state: 'open' });
  });
});
