import type { HelpRequest } from '../../../../src/protocol';

/** What the alarm remembers. */
export interface AlarmState {
  /** Requests seen so far; undefined before the first look, which never rings. */
  readonly known: ReadonlySet<string> | undefined;
  /** When it last rang, in milliseconds by the server's clock. */
  readonly rangAtMs: number;
  /** New requests that it has not rung for yet. */
  readonly unheard: readonly string[];
}

export const QUIET: AlarmState = { known: undefined, rangAtMs: Number.NEGATIVE_INFINITY, unheard: [] };

/** The shortest time between two rings: ten requests at once ring once. */
export const RING_GAP_MS = 15_000;

export interface AlarmStep {
  readonly state: AlarmState;
  /** The requests to ring for now; empty for silence. */
  readonly ring: readonly HelpRequest[];
}

/** Milliseconds until it may ring for the unheard requests; undefined without any. */
export function ringsInMs({ unheard, rangAtMs }: AlarmState, nowMs: number): number | undefined {
  return unheard.length === 0 ? undefined : Math.max(0, rangAtMs + RING_GAP_MS - nowMs);
}

/** Rings for new open requests, at most once in `RING_GAP_MS`; the rest ring after that if they are still open. */
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
