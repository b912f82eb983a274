import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useSession } from '../../session/session-provider';
import { useStore } from 'zustand';
import { type ClassSummary, DEFAULT_ATTENTION, type FeedPace } from '../../../../src/protocol';
import { momentOf } from '../../platform/clock';
import { usePorts } from '../../ports';
import type { StuckThresholds } from '../model/condition';
import { entriesOf, type Entry } from '../model/entry';
import type { Board } from '../model/board';
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

export function useEntries(): readonly Entry[] {
  const board = useBoard();
  const thresholds = useStuckThresholds();
  return useMemo(() => entriesOf(board, thresholds), [board, thresholds]);
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
