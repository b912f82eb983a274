import type { ClassFeed } from './class-feed';
import type { Viewer } from './viewer';

interface OpenView {
  readonly feed: ClassFeed;
  readonly viewer: Viewer;
}

/**
 * Makes room for one more viewer: whoever has the most dashboards open loses the first of them.
 * @param id the newcomer's
 * @returns false when nobody has more than they would have
 */
export function makeRoom(feeds: Iterable<ClassFeed>, id: string): boolean {
  const held = new Map<string, OpenView[]>();
  for (const feed of feeds) {
    for (const viewer of feed.viewers) {
      const views = held.get(viewer.watcher.id) ?? [];
      held.set(viewer.watcher.id, views);
      views.push({ feed, viewer });
    }
  }
  const most = [...held.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  const [oldest] = most;
  if (oldest === undefined || most.length <= (held.get(id)?.length ?? 0) + 1) {
    return false;
  }
  oldest.feed.dismiss(oldest.viewer);
  return true;
}
