import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useSession } from '../../session/session-provider';
import { useStore } from 'zustand';
import { type ClassSummary, DEFAULT_ATTENTION, type FeedPace } from '../../../../src/protocol';
import { momentOf } from '../../platform/clock';
import { usePorts } from '../../ports';
import type { StuckThresholds } from '../model/condition';
import { entriesOf, type Entry, findEntry, type Judging } from '../model/entry';
import type { Board } from '../model/board';
import { serverTime } from '../model/server-clock';
import { followClass } from './follow-class';
import { useNewsFilter } from './news-filter';
import { createLiveStore, type LiveState, type LiveStore } from './live-store';
import { showWhileSeen } from './shown-state';

const LiveContext = createContext<LiveStore | undefined>(undefined);
const ShownContext = createContext<LiveStore | undefined>(undefined);
const ClassContext = createContext<ClassSummary | undefined>(undefined);

/** Follows one class for as long as it is shown; mount it with the class's id as its key. */
export function LiveClassProvider({ chosen, children }: { readonly chosen: ClassSummary; readonly children: ReactNode }): ReactNode {
  const classId = chosen.id;
  const { cadenceMs } = chosen.policy;
  const ports = usePorts();
  const filterNews = useNewsFilter();
  const [store] = useState(() => createLiveStore(momentOf(ports.clock)));
  const [shown] = useState(() => createLiveStore(momentOf(ports.clock)));
  useEffect(() => showWhileSeen(store, shown, ports.page), [store, shown, ports.page]);
  useEffect(() => {
    const { page } = ports;
    const paceNow = (): FeedPace => (page.isVisible() ? 'live' : 'background');
    const follower = followClass(classId, store, { ...ports, cadenceMs, filterNews }, paceNow());
    const stops = [page.onVisibility(() => follower.setPace(paceNow())), page.onReturn(() => follower.wake())];
    return () => {
      stops.forEach(stop => stop());
      follower.stop();
    };
  }, [classId, cadenceMs, store, ports, filterNews]);
  useSessionEnd(store);
  return (
    <ClassContext value={chosen}>
      <LiveContext value={store}>
        <ShownContext value={shown}>{children}</ShownContext>
      </LiveContext>
    </ClassContext>
  );
}

/** The class on the page. */
export function useClass(): ClassSummary {
  const chosen = useContext(ClassContext);
  if (chosen === undefined) {
    throw new Error('The class is used outside LiveClassProvider');
  }
  return chosen;
}

export function useStuckThresholds(): StuckThresholds {
  const { attention } = useClass();
  return useMemo(() => ({ ...DEFAULT_ATTENTION, ...attention }), [attention]);
}

/** Time alone changes how students are judged no faster than this. */
const JUDGING_STEP_MS = 10_000;

function useJudging(): Judging {
  const thresholds = useStuckThresholds();
  const { clock, ticker } = usePorts();
  const store = useLiveStore();
  const step = (): number => Math.floor(serverTime(store.getState().serverClock, clock.now()) / JUDGING_STEP_MS) * JUDGING_STEP_MS;
  const nowMs = useSyncExternalStore(ticker.subscribe, step);
  return useMemo(() => ({ thresholds, nowMs }), [thresholds, nowMs]);
}

/** Part of the live state, for rendering: rerenders only when that part changes, and only while the page is visible. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(required(useContext(ShownContext)), select);
}

/** The board, for components that are only mounted once there is one. */
export function useBoard(): Board {
  const board = useLive(state => state.board);
  if (board === undefined) {
    throw new Error('useBoard is called before the first snapshot');
  }
  return board;
}

/** One student; rerenders only when something of theirs changes. */
export function useEntry(studentId: string | undefined): Entry | undefined {
  const judging = useJudging();
  return useLive(({ board }) => (board === undefined || studentId === undefined ? undefined : findEntry(board, studentId, judging)));
}

export function useEntries(): readonly Entry[] {
  const board = useBoard();
  const judging = useJudging();
  return useMemo(() => entriesOf(board, judging), [board, judging]);
}

/** The live state itself, which is kept up to date while the page is hidden, too. */
export function useLiveStore(): LiveStore {
  return required(useContext(LiveContext));
}

function required(store: LiveStore | undefined): LiveStore {
  if (store === undefined) {
    throw new Error('The live state is used outside LiveClassProvider');
  }
  return store;
}

function useSessionEnd(store: LiveStore): void {
  const session = useSession();
  const connection = useStore(store, state => state.connection);
  const isRefused = connection.phase === 'ended' && connection.status !== 404;
  useEffect(() => {
    if (isRefused) {
      session.expire();
    }
  }, [isRefused, session]);
}
