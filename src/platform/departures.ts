import type { Keepsake } from './keepsake';

/** Who has left lately: the pages of one user that are gone, each under the name that it holds its leases by. */
export interface Departures {
  /** Written in one breath: a page that leaves can wait for nothing. */
  note(holder: string): void;
  /** The page is come back to after all. */
  withdraw(holder: string): void;
  has(holder: string): boolean;
}

/** Nobody leaves, or nobody can say so: leases run out. */
export const noDepartures: Departures = { note: () => undefined, withdraw: () => undefined, has: () => false };

/** More than leave within the time of a lease. */
const MAX_HOLDERS = 20;

/** Keeps them where writing needs no transaction. Two pages that leave at once may forget one of them: its leases run out. */
export function createDepartures(keepsake: Keepsake): Departures {
  const read = () => (keepsake.read() ?? '').split(' ').filter(name => name !== '');
  const others = (holder: string) => read().filter(name => name !== holder);
  return {
    note: holder => keepsake.write([...others(holder), holder].slice(-MAX_HOLDERS).join(' ')),
    withdraw: holder => keepsake.write(others(holder).join(' ')),
    has: holder => read().includes(holder),
  };
}
