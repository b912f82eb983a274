import { beforeEach, describe, expect, it } from 'vitest';
import type { FeedEnd, FeedMessage, OpenedState } from '../../../platform/network/feed-port';
import { makeState } from '../../../testing/class-fixtures';
import { FakeFeed } from '../../../testing/fake-feed';
import { FakeTime } from '../../../testing/fake-time';
import { HeadStart } from './head-start';

describe('a feed with a head start', () => {
  let feed: FakeFeed;
  let time: FakeTime;
  let ahead: HeadStart;
  let heard: FeedMessage[];
  let page: AbortController;

  beforeEach(() => {
    feed = new FakeFeed();
    time = new FakeTime(0);
    ahead = new HeadStart(feed, time);
    heard = [];
    page = new AbortController();
  });

  const follow = (path: string, lastEventId?: string): Promise<FeedEnd> =>
    ahead.follow(path, lastEventId, { onBytes: () => undefined, onMessage: message => heard.push(message) }, page.signal);
  const events = (): string[] => heard.map(({ event }) => event);

  it('gives the first who follows it all that came before them, and what comes after', async () => {
    ahead.begin('class');
    feed.newest.sendRaw('snapshot', '{}');
    const end = follow('class');
    feed.newest.sendRaw('delta', '{}');
    expect(events()).toEqual(['snapshot', 'delta']);
    expect(feed.connections).toHaveLength(1);
    await feed.newest.end({ kind: 'cut' });
    expect(await end).toEqual({ kind: 'cut' });
  });

  it('goes on from the class that is known already, and gives that first', () => {
    const opened = { eventId: 'e.7', state: makeState([]) };
    ahead.begin('class', opened);
    expect(feed.newest.lastEventId).toBe('e.7');
    feed.newest.sendRaw('delta', '{}');
    const order: unknown[] = [];
    const listener = {
      onBytes: () => undefined,
      onMessage: ({ event }: FeedMessage) => order.push(event),
      onOpened: (first: OpenedState) => order.push(first),
    };
    void ahead.follow('class', undefined, listener, page.signal);
    expect(order).toEqual([opened, 'delta']);
    expect(feed.connections).toHaveLength(1);
  });

  it('ends when the one who took it leaves', () => {
    ahead.begin('class');
    void follow('class');
    page.abort();
    expect(feed.newest.signal.aborted).toBe(true);
  });

  it.each([
    ['another class', 'other', undefined],
    ['one who was here before', 'class', 'e.7'],
  ])('is of no use to %s, and given up', (_who, path, lastEventId) => {
    ahead.begin('class');
    const [early] = feed.connections;
    void follow(path, lastEventId);
    expect(early?.signal.aborted).toBe(true);
    expect(feed.newest).toMatchObject({ path, lastEventId });
  });

  it('is had once', () => {
    ahead.begin('class');
    void follow('class');
    void follow('class');
    expect(feed.connections).toHaveLength(2);
  });

  it('is given up when nobody comes', () => {
    ahead.begin('class');
    time.pass(60_000);
    expect(feed.newest.signal.aborted).toBe(true);
    void follow('class');
    expect(feed.connections).toHaveLength(2);
  });
});
