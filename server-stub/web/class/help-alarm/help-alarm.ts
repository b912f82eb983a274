import type { HelpRequest } from '../../../../src/protocol';

/** What the alarm remembers. */
export interface AlarmState {
  /** Calls that are known; undefined before the first look, at which nothing is new. */
  readonly known: ReadonlySet<string> | undefined;
  /** When it rang last, in milliseconds by the server's clock. */
  readonly rangAtMs: number;
  /** New calls that it has not rung for yet. */
  readonly unheard: readonly string[];
}

export const QUIET: AlarmState = { known: undefined, rangAtMs: Number.NEGATIVE_INFINITY, unheard: [] };

/** It does not ring again sooner: ten calls at once are one ring. */
export const RING_GAP_MS = 15_000;

export interface AlarmStep {
  readonly state: AlarmState;
  /** The calls to ring for now; empty: silence. */
  readonly ring: readonly HelpRequest[];
}

/** Milliseconds until it may ring for what it has not rung for yet; undefined when there is nothing. */
export function ringsInMs({ unheard, rangAtMs }: AlarmState, nowMs: number): number | undefined {
  return unheard.length === 0 ? undefined : Math.max(0, rangAtMs + RING_GAP_MS - nowMs);
}

/** Rings for calls that are new and open, at most once in `RING_GAP_MS`; for the others then, if they are open still. */
export function listen(state: AlarmState, help: readonly HelpRequest[], nowMs: number): AlarmStep {
  const known = new Set(help.map(({ id }) => id));
  if (state.known === undefined) {
    return { state: { ...state, known }, ring: [] };
  }
  const before = state.known;
  const due = help.filter(({ id, status }) => status === 'open' && (!before.has(id) || state.unheard.includes(id)));
  if (due.length === 0 || nowMs - state.rangAtMs < RING_GAP_MS) {
    return { state: { ...state, known, unheard: due.map(({ id }) => id) }, ring: [] };
  }
  return { state: { known, rangAtMs: nowMs, unheard: [] }, ring: due };
}
