import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClassDelta, ClassState } from '../../../src/protocol';
import { applyDelta, type Board, openBoard } from './board';
import { type Connection, hear, lose, startConnecting } from './connection';
import { sampleServerClock, type ServerClock, UNKNOWN_SERVER_CLOCK } from './server-clock';

export interface LiveState {
  readonly connection: Connection;
  /** Undefined until the first snapshot. */
  readonly board: Board | undefined;
  readonly serverClock: ServerClock;
}

export type LiveStore = StoreApi<LiveState>;

/** What happens to a class's live state, each a pure step. */
export const live = {
  start: (nowMs: number): LiveState => ({
    connection: startConnecting(nowMs),
    board: undefined,
    serverClock: UNKNOWN_SERVER_CLOCK,
  }),
  takeSnapshot: (state: LiveState, snapshot: ClassState, nowMs: number): LiveState => ({
    connection: hear(nowMs),
    board: openBoard(snapshot),
    serverClock: sampleServerClock(state.serverClock, snapshot.asOf, nowMs),
  }),
  takeDelta: (state: LiveState, delta: ClassDelta, nowMs: number): LiveState => ({
    connection: hear(nowMs),
    board: state.board && applyDelta(state.board, delta),
    serverClock: sampleServerClock(state.serverClock, delta.asOf, nowMs),
  }),
  /** A keep-alive proves that nothing was missed only when there is something to keep. */
  hear: (state: LiveState, nowMs: number): LiveState => (state.board === undefined ? state : { ...state, connection: hear(nowMs) }),
  lose: (state: LiveState, nowMs: number): LiveState => ({ ...state, connection: lose(state.connection, nowMs) }),
  end: (state: LiveState, status: number): LiveState => ({ ...state, connection: { phase: 'ended', status } }),
};

export function createLiveStore(nowMs: number): LiveStore {
  return createStore<LiveState>(() => live.start(nowMs));
}
