import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../simulation/virtual/virtual-clock';
import { createMemoryOutbox } from '../outbox/memory';
import { createDepartures } from './departures';
import { createLeaseLocks, LEASE_MS } from './lease-locks';

describe('leases, where the browser has no locks', () => {
  let clock: VirtualClock;
  let store: ReturnType<typeof createMemoryOutbox>;
  const tab = (holder: string) => createLeaseLocks(store, clock, holder);

  beforeEach(() => {
    clock = new VirtualClock(1_000_000);
    store = createMemoryOutbox();
  });

  it('gives a lock to one tab, and to another once it is released', async () => {
    const release = await tab('one').tryHold('source');
    expect(await tab('two').tryHold('source')).toBeUndefined();
    release?.();
    await clock.advance(0);
    expect(await tab('two').tryHold('source')).toBeDefined();
  });

  it('keeps the lock as long as the page lives', async () => {
    await tab('one').tryHold('source');
    await clock.advance(LEASE_MS * 5);
    expect(await tab('two').tryHold('source')).toBeUndefined();
  });

  it('frees the lock of a page that said that it leaves, at once, and not of one that is come back to', async () => {
    let kept: string | undefined;
    const departures = createDepartures({ read: () => kept, write: text => void (kept = text) });
    const page = (holder: string) => createLeaseLocks(store, clock, holder, departures);
    await page('one').tryHold('source');
    departures.note('one');
    departures.withdraw('one');
    expect(await page('two').tryHold('source')).toBeUndefined();
    departures.note('one');
    expect(await page('two').tryHold('source')).toBeDefined();
    expect(await page('three').tryHold('source')).toBeUndefined();
  });

  it('frees the lock of a page that died, when its lease runs out', async () => {
    await tab('dead').tryHold('source');
    const later = new VirtualClock(1_000_000 + LEASE_MS);
    expect(await createLeaseLocks(store, later, 'two').tryHold('source')).toBeDefined();
  });

  it('does not wait for a lease from a clock that was far ahead', async () => {
    const ahead = new VirtualClock(1_000_000 + LEASE_MS * 100);
    await createLeaseLocks(store, ahead, 'dead').tryHold('source');
    expect(await tab('two').tryHold('source')).toBeDefined();
  });
});
