import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyDelta, type Board, openBoard, type ShownDelta, type ShownState } from '../model/board';
import { type Connection, hear, lose, startConnecting } from '../model/connection';
import { type PendingAnswer, stillPending, withPending } from '../model/pending-answers';
import { sampleServerClock, type ServerClock, UNKNOWN_SERVER_CLOCK } from '../model/server-clock';

export interface LiveState {
  readonly connection: Connection;
  /** What is shown: the server's state plus this page's pending answers. Undefined until the first snapshot. */
  readonly board: Board | undefined;
  /** As the server has it. */
  readonly told: Board | undefined;
  readonly pending: readonly PendingAnswer[];
  readonly serverClock: ServerClock;
}

export type LiveStore = StoreApi<LiveState>;

/** Pure transitions of a class's live state. */
export const live = {
  start: (nowMs: number): LiveState => ({
    connection: startConnecting(nowMs),
    board: undefined,
    told: undefined,
    pending: [],
    serverClock: UNKNOWN_SERVER_CLOCK,
  }),
  takeSnapshot: (state: LiveState, snapshot: ShownState, nowMs: number): LiveState => ({
    connection: hear(nowMs),
    ...show(openBoard(snapshot), state.pending),
    serverClock: sampleServerClock(state.serverClock, snapshot.asOf, nowMs),
  }),
  takeDelta: (state: LiveState, delta: ShownDelta, nowMs: number): LiveState => ({
    connection: hear(nowMs),
    ...show(state.told && applyDelta(state.told, delta), state.pending),
    serverClock: sampleServerClock(state.serverClock, delta.asOf, nowMs),
  }),
  /** Shows answers at once, until the feed confirms or contradicts them. */
  ask: (state: LiveState, answers: readonly PendingAnswer[]): LiveState => ({
    ...state,
    ...show(state.told, [...state.pending, ...answers]),
  }),
  /** Stops showing a pending answer. */
  giveUp: (state: LiveState, id: number): LiveState => ({
    ...state,
    ...show(
      state.told,
      state.pending.filter(pending => pending.id !== id),
    ),
  }),
  /** A keep-alive only counts once there is a board that could have missed something. */
  hear: (state: LiveState, nowMs: number): LiveState => (state.board === undefined ? state : { ...state, connection: hear(nowMs) }),
  lose: (state: LiveState, nowMs: number): LiveState => ({ ...state, connection: lose(state.connection, nowMs) }),
  end: (state: LiveState, status: number): LiveState => ({ ...state, connection: { phase: 'ended', status } }),
};

function show(told: Board | undefined, asked: readonly PendingAnswer[]): Pick<LiveState, 'board' | 'told' | 'pending'> {
  const pending = told === undefined ? [] : stillPending(told, asked);
  return { told, pending, board: told && withPending(told, pending) };
}

export function createLiveStore(nowMs: number): LiveStore {
  return createStore<LiveState>(() => live.start(nowMs));
}
