import type { Moment } from '../../platform/clock';
import type { FeedNews } from '../model/feed-message';
import { live, type LiveState } from './live-store';

/** News that change what is on the page. */
export type BoardNews = Extract<FeedNews, { readonly kind: 'snapshot' | 'delta' }>;

/** The server's time of the newest change in it. */
export function asOfNews(news: BoardNews): string {
  return news.kind === 'snapshot' ? news.state.asOf : news.delta.asOf;
}

/** @param isPolled not by a feed that gets through */
export function takeNews(state: LiveState, news: BoardNews, now: Moment, isPolled: boolean): LiveState {
  const taken = news.kind === 'snapshot' ? live.takeSnapshot(state, news.state, now) : live.takeDelta(state, news.delta, now);
  return isPolled ? live.poll(taken, now) : taken;
}
