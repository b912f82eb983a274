import { beforeEach, describe, expect, it } from 'vitest';
import { AS_OF, makeDelta, makeState, makeStudent } from '../../testing/class-fixtures';
import { FakeFeed } from '../../testing/fake-feed';
import { momentOf } from '../../platform/clock';
import { FakeTime } from '../../testing/fake-time';
import { PROOF_MS, SILENCE_LIMIT_MS, UNHEARD_LIMIT_MS } from './feed/feed-watch';
import { HeadStart } from './feed/head-start';
import { followClass } from './follow-class';
import type { Follower } from './follower';
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

  describe('with a class that was known before', () => {
    beforeEach(() => {
      follower.stop();
      const ahead = new HeadStart(feed, time);
      const state = makeState([makeStudent('a')]);
      ahead.begin('api/v1/classes/a%20class/feed', { eventId: 'e.7', state });
      follower = followClass('a class', store, { feed: ahead, clock: time, timers: time, cadenceMs: 15_000, random: () => 0.5 });
    });

    it('shows it before the feed has told anything, and takes what changes', () => {
      expect(store.getState().board?.students.get('a')?.runs).toBe(makeStudent('a').runs);
      feed.newest.send('delta', makeDelta([makeStudent('a', { runs: 8 })]), 'e.8');
      expect(store.getState().board?.students.get('a')?.runs).toBe(8);
    });

    it('goes on from there after a break', async () => {
      await feed.newest.end({ kind: 'cut' });
      time.pass(10_000);
      expect(feed.connections).toHaveLength(3);
      expect(feed.newest.lastEventId).toBe('e.7');
    });

    it('asks for the state when the feed itself tells nothing: that the class was known proves no connection', async () => {
      time.pass(UNHEARD_LIMIT_MS);
      expect(feed.reads).toHaveLength(1);
    });
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

  describe('where a proxy is on the way', () => {
    const settle = async (): Promise<void> => {
      for (let turn = 0; turn < 5; turn += 1) {
        await Promise.resolve();
      }
    };
    const passing = async (durationMs: number): Promise<void> => {
      time.pass(durationMs);
      await settle();
    };
    const stateOf = (runs: number): string =>
      JSON.stringify({ ...makeState([makeStudent('a', { runs })]), asOf: new Date(time.now()).toISOString() });
    const answer = (runs: number, tag = `"${String(runs)}"`): void => {
      feed.stateAnswer = { kind: 'state', data: stateOf(runs), tag };
    };
    const runs = (): number | undefined => store.getState().board?.students.get('a')?.runs;
    const deltaOf = (count: number): unknown =>
      makeDelta([makeStudent('a', { runs: count })], { asOf: new Date(time.now()).toISOString() });

    it('asks for the state by itself when the feed tells nothing, says so, and asks again every five seconds', async () => {
      await passing(UNHEARD_LIMIT_MS - 1);
      expect(feed.reads).toEqual([]);
      answer(3);
      await passing(1);
      expect(phase()).toBe('polling');
      expect(runs()).toBe(3);
      answer(4);
      await passing(5000);
      expect(runs()).toBe(4);
      feed.stateAnswer = { kind: 'same' };
      await passing(5000);
      expect(feed.reads).toEqual([undefined, '"3"', '"4"']);
      expect(store.getState().connection).toEqual({ phase: 'polling', heardAtMs: time.now() });
    });

    it('waits for a long snapshot that is coming', async () => {
      for (let passedMs = 0; passedMs < 20_000; passedMs += 2000) {
        feed.newest.breathe();
        await passing(2000);
      }
      expect(feed.reads).toEqual([]);
    });

    it('leaves the feed open for as long as any, and tries another a minute later', async () => {
      answer(3);
      await passing(UNHEARD_LIMIT_MS);
      const held = feed.newest;
      await passing(SILENCE_LIMIT_MS - UNHEARD_LIMIT_MS);
      expect(held.signal.aborted).toBe(true);
      expect(phase()).toBe('polling');
      await passing(59_000);
      expect(feed.connections).toHaveLength(1);
      await passing(1000);
      expect(feed.connections).toHaveLength(2);
      expect(phase()).toBe('polling');
    });

    it('goes back to the feed once it has got through for a while, and asks no more', async () => {
      answer(3);
      await passing(UNHEARD_LIMIT_MS);
      feed.newest.send('snapshot', JSON.parse(stateOf(5)), 'e.7');
      expect(runs()).toBe(5);
      feed.stateAnswer = { kind: 'same' };
      await passing(15_000);
      feed.newest.breathe();
      expect(phase()).toBe('polling');
      await passing(PROOF_MS - 15_000);
      expect(phase()).toBe('live');
      const asked = feed.reads.length;
      await passing(15_000);
      expect(feed.reads).toHaveLength(asked);
    });

    it('takes news that were held on the way for no sign that they get through, and shows nothing older than it has', async () => {
      const held = deltaOf(1);
      await passing(UNHEARD_LIMIT_MS - 1);
      answer(3);
      await passing(1);
      feed.stateAnswer = { kind: 'same' };
      await passing(6000);
      feed.newest.send('delta', held, 'e.8');
      expect(runs()).toBe(3);
      await passing(PROOF_MS);
      expect(phase()).toBe('polling');
    });

    it('asks by itself after the third connection that is cut', async () => {
      for (let cut = 0; cut < 3; cut += 1) {
        feed.newest.send('snapshot', JSON.parse(stateOf(2)), 'e.1');
        await passing(1000);
        expect(phase()).toBe('live');
        answer(3);
        await feed.newest.end({ kind: 'cut' });
        await settle();
        await passing(cut < 2 ? 2000 : 0);
      }
      expect(phase()).toBe('polling');
      expect(runs()).toBe(3);
      const connected = feed.connections.length;
      await passing(50_000);
      expect(feed.connections).toHaveLength(connected);
    });

    it('does not ask on when the server does not answer either, and says that it is away', async () => {
      await passing(UNHEARD_LIMIT_MS);
      expect(feed.reads).toHaveLength(1);
      expect(phase()).toBe('connecting');
      await passing(15_000);
      expect(feed.reads).toHaveLength(1);
    });

    it('says since when it is cut off when the answers stay out', async () => {
      answer(3);
      await passing(UNHEARD_LIMIT_MS);
      const heardAtMs = time.now();
      feed.stateAnswer = { kind: 'none' };
      await passing(5000);
      expect(store.getState().connection).toEqual({ phase: 'reconnecting', sinceMs: time.now(), heardAtMs });
    });

    it.each([401, 403, 404])('ends for good when the state is answered with %i', async status => {
      feed.stateAnswer = { kind: 'refused', answer: { status, body: undefined } };
      await passing(UNHEARD_LIMIT_MS);
      expect(store.getState().connection).toEqual({ phase: 'ended', status });
    });

    it('leaves nothing running when it is stopped', async () => {
      answer(3);
      await passing(UNHEARD_LIMIT_MS);
      follower.stop();
      const asked = feed.reads.length;
      await passing(120_000);
      expect([feed.reads.length, feed.connections.length, time.waitingCount]).toEqual([asked, 1, 0]);
    });
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
