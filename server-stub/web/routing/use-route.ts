import { useMemo, useSyncExternalStore } from 'react';
import { usePorts } from '../ports';
import { formatRoute, parseRoute, type Route } from './route';

export interface Routing {
  readonly route: Route;
  /** The `href` of the present route with some of it changed. */
  readonly hrefWith: (change: Partial<Route>) => string;
  /** Goes there; the back button returns. */
  readonly goWith: (change: Partial<Route>) => void;
  /** Goes there; the back button does not return. */
  readonly replaceWith: (change: Partial<Route>) => void;
}

/** The present route, and ways onward from it. */
export function useRoute(): Routing {
  const { addressBar } = usePorts();
  const fragment = useSyncExternalStore(addressBar.subscribe, () => addressBar.fragment);
  return useMemo(() => {
    const route = parseRoute(fragment);
    return {
      route,
      hrefWith: change => hrefOf({ ...route, ...change }),
      goWith: change => addressBar.push(formatRoute({ ...route, ...change })),
      replaceWith: change => addressBar.replace(formatRoute({ ...route, ...change })),
    };
  }, [fragment, addressBar]);
}

export function hrefOf(route: Route): string {
  return `#${formatRoute(route)}`;
}
