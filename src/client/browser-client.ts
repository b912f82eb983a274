import { createIndexedDbOutbox } from '../outbox/indexed-db';
import { createIndexedDbHistory } from '../outbox/indexed-db-history';
import type { Outbox } from '../outbox/outbox';
import { systemClock } from '../platform/clock';
import { createDepartures, type Departures } from '../platform/departures';
import { createLocalKeepsake } from '../platform/keepsake';
import { createLeaseLocks } from '../platform/lease-locks';
import { createWebLocks } from '../platform/locks';
import { createConsoleLogger } from '../platform/logger';
import { followPageLife } from '../platform/page-life';
import { systemRandom, systemRandomId } from '../platform/random';
import { LatePart } from '../platform/late-part';
import type { BrowserWindow } from '../platform/window';
import { createLateClient } from './client';
import type { HubTokens } from './enrolment/hub-tokens';
import type { ReportingClient } from './reporting-client';
import { readDeviceId } from './enrolment/device';
import type { ClientParts } from './sending/reporter';
import type { Sending, SendingPart } from './sending/reporter-pool';

const ASKED_TO_PERSIST = 'asked to persist';

/**
 * Makes the clients of a browser page, one for each class. The first has the outbox that a page with one class always had; the others
 * have one each, under their names, and are the same device.
 * @param owner as for `createBrowserClient`
 */
export function createBrowserClients(
  window: BrowserWindow,
  owner: string,
  sending: SendingPart,
  hubTokens?: HubTokens,
): (className: string) => ReportingClient {
  const first = createIndexedDbOutbox(window.indexedDB, owner, surroundingsOf(window));
  const deviceKeepsake = keepsakeOfDevice(window, owner);
  const options = { sending, ...(hubTokens !== undefined && { hubTokens }) };
  return className =>
    className === ''
      ? createBrowserClient(window, owner, options)
      : createBrowserClient(window, `${owner} class ${className}`, {
          ...options,
          deviceKeepsake,
          sharedDeviceId: () => readDeviceId(first, deviceKeepsake, systemRandomId),
        });
}

export interface BrowserClientOptions extends Pick<ClientParts, 'hubTokens' | 'sharedDeviceId' | 'deviceKeepsake'> {
  /** Of all clients of the page; one of its own unless given. */
  readonly sending?: SendingPart;
}

/** What clients send with, from where the page came from. */
export function createSendingPart({ location }: BrowserWindow): LatePart<Sending> {
  return new LatePart({
    load: async () => {
      const { Reporter, Session, createHttpTransport } = await import(/* webpackChunkName: "sending" */ './sending/sending');
      return { Reporter, Session, transport: createHttpTransport({ wallMs: () => systemClock.wallMs(), pageUrl: location.href }) };
    },
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
    logger: createConsoleLogger(),
  });
}

const surroundingsOf = (window: BrowserWindow) => ({ clock: systemClock, pageLife: followPageLife(window, systemClock) });

const keepsakeOfDevice = (window: BrowserWindow, owner: string) => createLocalKeepsake(window, `jupyterlab-cell-monitor/${owner}/device`);

/**
 * The client of a browser page, on the real clock, network and database.
 * @param owner names the user of this origin, such as JupyterLab's base URL: each has a database of their own
 * @param options where the page's tokens of its JupyterHub come from, if it has one; whose device this is, if not its own
 */
export function createBrowserClient(
  window: BrowserWindow,
  owner: string,
  { sending = createSendingPart(window), ...options }: BrowserClientOptions = {},
): ReportingClient {
  const surroundings = surroundingsOf(window);
  const holder = systemRandomId();
  const outbox = createIndexedDbOutbox(window.indexedDB, owner, surroundings);
  const locks =
    window.navigator.locks === undefined
      ? createLeaseLocks(outbox, systemClock, holder, followDepartures(window, owner, holder))
      : createWebLocks(window.navigator.locks, `jupyterlab-cell-monitor/${owner}/`);
  const parts: ClientParts = {
    outbox,
    history: createIndexedDbHistory(window.indexedDB, owner, surroundings),
    locks,
    clock: systemClock,
    random: systemRandom,
    randomId: systemRandomId,
    logger: createConsoleLogger(),
    deviceKeepsake: keepsakeOfDevice(window, owner),
    isVisible: () => window.document.visibilityState !== 'hidden',
    ...options,
  };
  const client = createLateClient(parts, sending);
  followPage(window, client);
  askToPersistOnceReporting(window, outbox, client);
  return client;
}

/** Says of this page when it leaves: the next one takes over its leases, and need not wait until they run out. */
function followDepartures(window: BrowserWindow, owner: string, holder: string): Departures {
  const departures = createDepartures(createLocalKeepsake(window, `jupyterlab-cell-monitor/${owner}/departed`));
  window.addEventListener('pagehide', () => departures.note(holder));
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      departures.withdraw(holder);
    }
  });
  return departures;
}

/** Some browsers ask the student, who must have joined and agreed to know what for. */
function askToPersistOnceReporting(window: BrowserWindow, outbox: Outbox, client: ReportingClient): void {
  const stop = client.onStatusChange(({ phase, captureLevel, storage }) => {
    if (phase === 'reporting' && captureLevel !== null && storage === 'indexeddb') {
      stop();
      void askToPersist(window, outbox);
    }
  });
}

/** Asks the browser, once in the life of the profile, not to evict what is waiting when the disk runs low. */
async function askToPersist({ navigator }: BrowserWindow, outbox: Outbox): Promise<void> {
  try {
    if (navigator.storage !== undefined && (await outbox.getItem(ASKED_TO_PERSIST)) === undefined) {
      await outbox.setItem(ASKED_TO_PERSIST, true);
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
    } else if (client.status.help !== null) {
      client.sendNow();
    }
  });
  window.addEventListener('pagehide', () => client.flushOnHide(true));
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      client.comeBack();
    }
  });
  window.addEventListener('online', () => client.comeBack());
}
