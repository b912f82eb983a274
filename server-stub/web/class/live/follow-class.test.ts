import { beforeEach, describe, expect, it } from 'vitest';
import { AS_OF, makeDelta, makeState, makeStudent } from '../../testing/class-fixtures';
import { FakeFeed } from '../../testing/fake-feed';
import { momentOf } from '../../platform/clock';
import { FakeTime } from '../../testing/fake-time';
import { followClass, type Follower, SILENCE_LIMIT_MS } from './follow-class';
import { createLiveStore, type LiveState, type LiveStore } from './live-store';

/** Characters of all that is in it. */
const sizeOf = (state: LiveState): number =>
  JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? [...(value as Map<string, unknown>)] : value)).length;

const START = Date.parse(AS_OF);

describe('following a class', () => {
  let feed: FakeFeed;
  let time: FakeTime;
  let store: LiveStore;
  let follower: Follower;

  beforeEach(() => {
    feed = new FakeFeed();
    time = new FakeTime(START);
    store = createLiveStore(momentOf(time));
    follower = followClass('a class', store, { feed, clock: time, timers: time, cadenceMs: 15_000, random: () => 0.5 });
  });

  const phase = (): string => store.getState().connection.phase;
  const goLive = (): void => feed.newest.send('snapshot', makeState([makeStudent('a')]), 'e.7');

  it('asks for the feed of that class', () => {
    expect(feed.newest.path).toBe('api/v1/classes/a%20class/feed');
    expect(phase()).toBe('connecting');
  });

  it('is live from the first snapshot and applies deltas', () => {
    goLive();
    feed.newest.send('delta', makeDelta([makeStudent('a', { runs: 8 })]), 'e.8');
    expect(phase()).toBe('live');
    expect(store.getState().board?.students.get('a')?.runs).toBe(8);
  });

  it('is not live by keep-alives alone while it has nothing to show', () => {
    feed.newest.breathe();
    expect(phase()).toBe('connecting');
  });

  it('says since when it is cut off and from when its data is, and keeps the data', async () => {
    goLive();
    time.pass(4000);
    await feed.newest.end({ kind: 'cut' });
    expect(store.getState().connection).toEqual({ phase: 'reconnecting', sinceMs: START + 4000, heardAtMs: START });
    expect(store.getState().board?.students.size).toBe(1);
  });

  describe('with keep-alives and nothing else', () => {
    const breatheFor = (durationMs: number): void => {
      for (let passedMs = 0; passedMs < durationMs; passedMs += 15_000) {
        time.pass(15_000);
        feed.newest.breathe();
      }
    };

    it('says after three minutes that nothing new of the class comes, although somebody is there', () => {
      goLive();
      breatheFor(180_000);
      expect(phase()).toBe('live');
      breatheFor(15_000);
      expect(store.getState().connection).toEqual({ phase: 'stalled', newsAtMs: START, heardAtMs: START + 195_000 });
    });

    it('is live again with the next news, and says after a break from when its data is', async () => {
      goLive();
      breatheFor(195_000);
      await feed.newest.end({ kind: 'cut' });
      expect(store.getState().connection).toMatchObject({ phase: 'reconnecting', heardAtMs: START });
      time.pass(10_000);
      feed.newest.send('delta', makeDelta([]), 'e.8');
      expect(phase()).toBe('live');
    });

    it('stays live while nobody is there', () => {
      feed.newest.send('snapshot', makeState([makeStudent('a', { status: 'offline' })]), 'e.7');
      breatheFor(3_600_000);
      expect(phase()).toBe('live');
    });

    it('does not mind that the computer’s clock is set', () => {
      goLive();
      time.set(START - 3_600_000);
      breatheFor(180_000);
      expect(phase()).toBe('live');
      breatheFor(15_000);
      expect(phase()).toBe('stalled');
    });
  });

  it('comes back after a jittered while and resumes where it stopped', async () => {
    goLive();
    await feed.newest.end({ kind: 'cut' });
    time.pass(624);
    expect(feed.connections).toHaveLength(1);
    time.pass(1);
    expect(feed.connections).toHaveLength(2);
    expect(feed.newest.lastEventId).toBe('e.7');
    expect(phase()).toBe('reconnecting');
    feed.newest.send('delta', makeDelta([]), 'e.9');
    expect(phase()).toBe('live');
  });

  it('waits longer after each failure, up to ten seconds, and keeps the moment of the first', async () => {
    goLive();
    const waits: number[] = [];
    for (let failures = 0; failures < 7; failures++) {
      const before = feed.connections.length;
      await feed.newest.end({ kind: 'cut' });
      const from = time.now();
      while (feed.connections.length === before) {
        time.pass(125);
      }
      waits.push(time.now() - from);
    }
    expect(waits).toEqual([625, 1125, 2125, 4125, 5125, 5125, 5125]);
    expect(store.getState().connection).toMatchObject({ phase: 'reconnecting', sinceMs: START });
  });

  it('does not trust a silent connection', () => {
    goLive();
    time.pass(SILENCE_LIMIT_MS - 1000);
    feed.newest.breathe();
    time.pass(SILENCE_LIMIT_MS - 1);
    expect(phase()).toBe('live');
    const silent = feed.newest;
    time.pass(1);
    expect(phase()).toBe('reconnecting');
    expect(silent.signal.aborted).toBe(true);
  });

  it('ignores what a connection that was given up still delivers', () => {
    goLive();
    const silent = feed.newest;
    time.pass(SILENCE_LIMIT_MS);
    silent.send('delta', makeDelta([makeStudent('a', { runs: 99 })]));
    expect(store.getState().board?.students.get('a')?.runs).toBe(2);
    expect(phase()).toBe('reconnecting');
  });

  it('starts over with a snapshot after a message that it cannot read', () => {
    goLive();
    feed.newest.sendRaw('delta', '<html>');
    time.pass(10_000);
    expect(feed.connections).toHaveLength(2);
    expect(feed.newest.lastEventId).toBeUndefined();
  });

  it('ignores kinds of events that it does not know', () => {
    goLive();
    feed.newest.sendRaw('weather', 'sunny');
    expect(phase()).toBe('live');
    expect(feed.connections).toHaveLength(1);
  });

  it.each([401, 403, 404])('ends for good when the server answers %i', async status => {
    await feed.newest.end({ kind: 'refused', answer: { status, body: undefined } });
    time.pass(60_000);
    expect(store.getState().connection).toEqual({ phase: 'ended', status });
    expect(feed.connections).toHaveLength(1);
  });

  it('keeps trying while the log is down', async () => {
    await feed.newest.end({ kind: 'refused', answer: { status: 503, body: undefined } });
    time.pass(10_000);
    expect(feed.connections).toHaveLength(2);
  });

  it('tries at once when it is woken, and only if it was waiting', async () => {
    follower.wake();
    expect(feed.connections).toHaveLength(1);
    await feed.newest.end({ kind: 'cut' });
    follower.wake();
    expect(feed.connections).toHaveLength(2);
    time.pass(10_000);
    expect(feed.connections).toHaveLength(2);
  });

  describe('at another pace', () => {
    it('goes on in the background where it was, with what it has on the page', () => {
      goLive();
      const live = feed.newest;
      follower.setPace('background');
      expect(live.signal.aborted).toBe(true);
      expect(feed.newest).toMatchObject({ path: 'api/v1/classes/a%20class/feed?background=1', lastEventId: 'e.7' });
      expect(phase()).toBe('live');
      follower.setPace('live');
      expect(feed.newest).toMatchObject({ path: 'api/v1/classes/a%20class/feed', lastEventId: 'e.7' });
    });

    it('connects anew only when the pace is another one', () => {
      follower.setPace('live');
      expect(feed.connections).toHaveLength(1);
    });

    it('keeps to its time while it is cut off, and then comes back at the new pace', async () => {
      goLive();
      await feed.newest.end({ kind: 'cut' });
      follower.setPace('background');
      expect(feed.connections).toHaveLength(1);
      time.pass(625);
      expect(feed.newest.path).toContain('background');
    });

    it('keeps nothing that grows, however long it is in the background', () => {
      goLive();
      follower.setPace('background');
      const sizeAfter = (deltas: number): unknown[] => {
        for (let runs = 100; runs < 100 + deltas; runs++) {
          feed.newest.send(
            'delta',
            makeDelta([makeStudent('a', { runs })], { asOf: new Date(time.now()).toISOString() }),
            `e.${String(runs)}`,
          );
          time.pass(2000);
        }
        return [sizeOf(store.getState()), time.waitingCount, feed.connections.length];
      };
      expect(sizeAfter(500)).toEqual(sizeAfter(10));
    });
  });

  it('leaves nothing running when it is stopped', async () => {
    goLive();
    await feed.newest.end({ kind: 'cut' });
    follower.stop();
    time.pass(60_000);
    expect(feed.connections).toHaveLength(1);
  });
});
