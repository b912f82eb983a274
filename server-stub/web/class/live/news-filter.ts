import { createContext, useContext } from 'react';
import type { FeedNews } from '../model/feed-message';

/** Takes out of the feed's news what may not be shown. */
export type NewsFilter = (news: FeedNews) => FeedNews;

/** Lets everything through unless somebody further up says otherwise. */
export const NewsFilterContext = createContext<NewsFilter>(news => news);

export const useNewsFilter = (): NewsFilter => useContext(NewsFilterContext);
