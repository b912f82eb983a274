import type { Clock } from './clock';
import type { BrowserWindow } from './window';

/** Whether the page may be on its way into the past. What must not be begun then waits. */
export interface PageLife {
  readonly isLeaving: boolean;
  /** Resolves when the page is known to stay; never for a page that is gone. */
  whenStaying(): Promise<void>;
  /** Calls back in the last moment in which the page can act, when it is put away and may be come back to; not when it ends. */
  onPutAway(listener: () => void): void;
}

/** For a page that nobody leaves: tests, and programs that are no page. */
export const stayingPage: PageLife = { isLeaving: false, whenStaying: () => Promise.resolve(), onPutAway: () => undefined };

/**
 * A page that is left is hidden first, and put away in the same breath: none of its timers comes in between. So one that is hidden and whose
 * timer still fires was only covered by another tab. Longer than a timer's usual delay, for browsers that are slow at leaving.
 */
export const STAYS_AFTER_MS = 1_000;

/**
 * Follows the page by the browser's events. They are caught on their way down, before anything else in the page hears of them: what others
 * do when they hear must find the page leaving.
 */
export function followPageLife(window: BrowserWindow, clock: Clock): PageLife {
  const { document } = window;
  let isPutAway = false;
  /** Ends the doubt about the present hiding. */
  let doubt: AbortController | undefined;
  const waiting: (() => void)[] = [];
  const listeners: (() => void)[] = [];

  const isLeaving = () => isPutAway || doubt !== undefined;
  const letGo = () => {
    if (!isLeaving()) {
      waiting.splice(0).forEach(resolve => resolve());
    }
  };
  const endDoubt = () => {
    doubt?.abort();
    doubt = undefined;
    letGo();
  };
  const beginDoubt = async () => {
    const present = new AbortController();
    doubt?.abort();
    doubt = present;
    await clock.sleep(STAYS_AFTER_MS, present.signal);
    if (doubt === present) {
      endDoubt();
    }
  };
  const onVisibility = () => (document.visibilityState === 'hidden' ? void beginDoubt() : endDoubt());

  const first = { capture: true };
  window.addEventListener('visibilitychange', onVisibility, first);
  window.addEventListener(
    'pagehide',
    event => {
      isPutAway = true;
      if (event.persisted) {
        listeners.forEach(listener => listener());
      }
    },
    first,
  );
  window.addEventListener(
    'pageshow',
    () => {
      isPutAway = false;
      endDoubt();
    },
    first,
  );
  return {
    get isLeaving() {
      return isLeaving();
    },
    whenStaying: () => (isLeaving() ? new Promise(resolve => waiting.push(resolve)) : Promise.resolve()),
    onPutAway: listener => void listeners.push(listener),
  };
}
