import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyDelta, type Board, openBoard, type ShownDelta, type ShownState } from '../model/board';
import type { Moment } from '../../platform/clock';
import { type Connection, hear, lose, poll, stall, startConnecting } from '../model/connection';
import { newsDueWithinMs } from './news-due';
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
  /** When the server last told something of the class. */
  readonly newsAt: Moment;
}

export type LiveStore = StoreApi<LiveState>;

/** Pure transitions of a class's live state. */
export const live = {
  start: (now: Moment): LiveState => ({
    connection: startConnecting(now),
    board: undefined,
    told: undefined,
    pending: [],
    serverClock: UNKNOWN_SERVER_CLOCK,
    newsAt: now,
  }),
  takeSnapshot: (state: LiveState, snapshot: ShownState, now: Moment): LiveState => ({
    connection: hear(now),
    ...show(openBoard(snapshot), state.pending),
    serverClock: sampleServerClock(state.serverClock, snapshot.asOf, now.wallMs),
    newsAt: now,
  }),
  takeDelta: (state: LiveState, delta: ShownDelta, now: Moment): LiveState => ({
    connection: hear(now),
    ...show(state.told && applyDelta(state.told, delta), state.pending),
    serverClock: sampleServerClock(state.serverClock, delta.asOf, now.wallMs),
    newsAt: now,
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
  /** A keep-alive only counts once there is a board that could have missed something, and while no news of the class is due. */
  hear: (state: LiveState, now: Moment, cadenceMs: number): LiveState => {
    if (state.board === undefined) {
      return state;
    }
    const isOverdue = now.monotonicMs - state.newsAt.monotonicMs > newsDueWithinMs(state.board, cadenceMs);
    return { ...state, connection: isOverdue ? stall(state.newsAt, now) : hear(now) };
  },
  /** While the feed does not get through, what comes by plain requests. */
  poll: (state: LiveState, now: Moment): LiveState => ({ ...state, connection: poll(now) }),
  lose: (state: LiveState, now: Moment): LiveState => ({ ...state, connection: lose(state.connection, now) }),
  end: (state: LiveState, status: number): LiveState => ({ ...state, connection: { phase: 'ended', status } }),
};

function show(told: Board | undefined, asked: readonly PendingAnswer[]): Pick<LiveState, 'board' | 'told' | 'pending'> {
  const pending = told === undefined ? [] : stillPending(told, asked);
  return { told, pending, board: told && withPending(told, pending) };
}

export function createLiveStore(now: Moment): LiveStore {
  return createStore<LiveState>(() => live.start(now));
}
