import type { Clock } from './clock';
import { noDepartures, type Departures } from './departures';
import type { Locks } from './locks';

/** How often a holder renews its lease, in milliseconds. */
const RENEW_MS = 20_000;

/** How long a lease lasts unrenewed: longer than the minute that a browser lets a hidden tab's timers wait. */
export const LEASE_MS = 150_000;

interface Lease {
  readonly holder: string;
  readonly untilMs: number;
}

/** Where leases are written: one value for each lock, changed atomically between tabs. */
export interface LeaseStore {
  updateItem(name: string, change: (value: unknown) => unknown): Promise<void>;
}

/**
 * Locks where the browser has none (a page on plain http on a LAN address): a lease in the tabs' shared storage,
 * renewed while the page lives. A page that dies frees its locks when the lease runs out, and one that has said that it leaves at once.
 */
export function createLeaseLocks(store: LeaseStore, clock: Clock, holder: string, departures: Departures = noDepartures): Locks {
  const take = (name: string) => takeLease(store, name, holder, clock.wallMs(), departures);
  const renewWhileHeld = async (name: string, held: AbortSignal) => {
    while (!held.aborted) {
      await clock.sleep(RENEW_MS, held);
      if (!held.aborted) {
        // A renewal that fails is repeated by the next; losing the lease costs a doubled request, never an event.
        await take(name).catch(() => false);
      }
    }
  };
  return {
    tryHold: async name => {
      if (!(await take(name))) {
        return undefined;
      }
      const held = new AbortController();
      void renewWhileHeld(name, held.signal);
      return () => {
        held.abort();
        store.updateItem(leaseName(name), value => (asLease(value)?.holder === holder ? undefined : value)).catch(() => undefined);
      };
    },
  };
}

const leaseName = (name: string) => `lease ${name}`;

async function takeLease(store: LeaseStore, name: string, holder: string, nowMs: number, departures: Departures): Promise<boolean> {
  let isTaken = false;
  await store.updateItem(leaseName(name), value => {
    const lease = asLease(value);
    const isOver = lease === undefined || lease.untilMs <= nowMs || lease.untilMs > nowMs + LEASE_MS;
    isTaken = isOver || lease.holder === holder || departures.has(lease.holder);
    return isTaken ? { holder, untilMs: nowMs + LEASE_MS } : value;
  });
  return isTaken;
}

function asLease(value: unknown): Lease | undefined {
  const lease = value as Partial<Lease> | undefined;
  return typeof lease?.holder === 'string' && typeof lease.untilMs === 'number' ? (lease as Lease) : undefined;
}
