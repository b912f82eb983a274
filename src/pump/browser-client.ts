import { createIndexedDbOutbox } from '../outbox/indexed-db';
import { createIndexedDbHistory } from '../outbox/indexed-db-history';
import type { Outbox } from '../outbox/outbox';
import { systemClock } from '../platform/clock';
import { createLeaseLocks } from '../platform/lease-locks';
import { createWebLocks } from '../platform/locks';
import { createConsoleLogger } from '../platform/logger';
import { systemRandom, systemRandomId } from '../platform/random';
import type { BrowserWindow } from '../platform/window';
import { createHttpTransport } from '../transport/http';
import { createReportingClient } from './client';
import type { HubTokens } from './hub-tokens';
import type { ReportingClient } from './reporting-client';

const ASKED_TO_PERSIST = 'asked to persist';

/**
 * The client of a browser page, on the real clock, network and database.
 * @param owner names the user of this origin, such as JupyterLab's base URL: each has a database of his own
 * @param hubTokens where the page's tokens of its JupyterHub come from, if it has one
 */
export function createBrowserClient(window: BrowserWindow, owner: string, hubTokens?: HubTokens): ReportingClient {
  const outbox = createIndexedDbOutbox(window.indexedDB, owner);
  const locks =
    window.navigator.locks === undefined
      ? createLeaseLocks(outbox, systemClock, systemRandomId())
      : createWebLocks(window.navigator.locks, `jupyterlab-cell-monitor/${owner}/`);
  const client = createReportingClient({
    outbox,
    history: createIndexedDbHistory(window.indexedDB, owner),
    locks,
    transport: createHttpTransport({ wallMs: () => systemClock.wallMs(), pageUrl: window.location.href }),
    clock: systemClock,
    random: systemRandom,
    randomId: systemRandomId,
    logger: createConsoleLogger(),
    ...(hubTokens !== undefined && { hubTokens }),
  });
  followPage(window, client);
  void askToPersist(window, outbox);
  return client;
}

/** Asks the browser, once in the life of the profile, not to evict what is waiting when the disk runs low. Some browsers ask the student. */
async function askToPersist({ navigator }: BrowserWindow, outbox: Outbox): Promise<void> {
  try {
    if (navigator.storage !== undefined && (await outbox.readRecord(ASKED_TO_PERSIST)) === undefined) {
      await outbox.writeRecord(ASKED_TO_PERSIST, true);
      await navigator.storage.persist();
    }
  } catch {
    // The outbox says by itself when it cannot be used.
  }
}

/** A page that is hidden may never be seen again, and one that comes back or online has something to catch up on. */
function followPage(window: BrowserWindow, client: ReportingClient): void {
  const { document } = window;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      client.flushOnHide();
    }
  });
  window.addEventListener('pagehide', () => client.flushOnHide());
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      client.comeBack();
    }
  });
  window.addEventListener('online', () => client.comeBack());
}
