/** The part of the page's address behind `#`, which is where the dashboard keeps its place. */
export interface AddressBar {
  /** Without the `#`; empty when there is none. */
  readonly fragment: string;
  /** Scheme, host and port that the page came from. */
  readonly origin: string;
  /** Where students' extensions find the server: the page's address without fragment and file. */
  readonly serverUrl: string;
  /** Goes there, so that the back button returns. */
  push(fragment: string): void;
  /** Goes there and forgets the present fragment. */
  replace(fragment: string): void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createBrowserAddressBar(): AddressBar {
  const listeners = new Set<() => void>();
  const notify = (): void => listeners.forEach(listener => listener());
  window.addEventListener('hashchange', notify);
  window.addEventListener('popstate', notify);
  const go = (fragment: string, write: 'pushState' | 'replaceState'): void => {
    history[write](null, '', `#${fragment}`);
    notify();
  };
  return {
    get fragment() {
      return location.hash.slice(1);
    },
    origin: location.origin,
    serverUrl: new URL('.', location.href).href.replace(/\/$/u, ''),
    push: fragment => go(fragment, 'pushState'),
    replace: fragment => go(fragment, 'replaceState'),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
