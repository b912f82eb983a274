import type { AttackedServer } from './attacked-server';
import type { Measures } from './measures';

/** How hard an attack presses. */
export interface Force {
  readonly seconds: number;
  /** A few for a test, all that the attack has for a measurement. */
  choose(few: number, all: number): number;
}

/** A figure that must not be exceeded, by itself or beside the server that is not attacked. */
export interface Limit {
  readonly measure: string;
  readonly atMost?: number;
  /** As a multiple of the other server's figure. */
  readonly timesControl?: number;
  readonly atLeast?: number;
}

/** Does harm until it is told to end, or has done what it can. @returns what can be said of it, such as how much of it the server took */
type Press = (signal: AbortSignal) => Promise<Measures | undefined>;

export interface AttackMode {
  readonly name: string;
  /** What the server keeps before it is started, on both sides. */
  readonly record?: (force: Force) => { readonly events: number; readonly students: number; readonly batch: number };
  /** Both servers' clock can be stepped, by libfaketime. */
  readonly stepsClock?: true;
  /** What has happened on both servers before anybody reports. */
  readonly setTheScene?: (server: AttackedServer, force: Force) => Promise<void>;
  /** Makes ready whatever takes time, so that it takes none of the time that is measured. */
  readonly prepare: (server: AttackedServer, force: Force) => Promise<Press>;
  /** What honest people do meanwhile besides reporting, on both servers. */
  readonly meanwhile?: (server: AttackedServer, force: Force) => Promise<Measures>;
  /** What both servers are asked when the attack is over. */
  readonly lookAfter?: (server: AttackedServer) => Promise<Measures>;
  readonly limits: readonly Limit[];
  /** A server that it was tried on is not what it was: a test takes another for what comes next. */
  readonly leavesTraces?: true;
  /** It ends with the signal alone, and never because all is done. */
  readonly goesOn?: true;
  /** Why a short run, among the tests, leaves it out. */
  readonly notInShortRun?: string;
}

/** One kind of attack, in every way that it comes. */
export interface Attack {
  readonly number: number;
  readonly name: string;
  readonly modes: readonly AttackMode[];
}
