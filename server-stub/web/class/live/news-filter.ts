import { createContext, useContext } from 'react';
import type { FeedNews } from '../model/feed-message';

/** Removes what may not be shown from the feed's messages. */
export type NewsFilter = (news: FeedNews) => FeedNews;

/** Without a provider, everything is shown. */
export const NewsFilterContext = createContext<NewsFilter>(news => news);

export const useNewsFilter = (): NewsFilter => useContext(NewsFilterContext);
