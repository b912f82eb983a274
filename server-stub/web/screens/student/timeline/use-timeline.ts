import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isForbidden } from '../../../api/outcome';
import { useBoard } from '../../../class/live/live-class-provider';
import { usePorts } from '../../../ports';
import { createRefresher, type Refresher } from '../../../api/refresher';
import { type LoadedTimeline, withNewest, withOlder } from './pages';
import { type TimelineItem, toTimelineItem } from './timeline-item';

const GAP_MS = 1000;

export interface Timeline {
  /** Newest first; undefined before the first answer. */
  readonly items: readonly TimelineItem[] | undefined;
  readonly hasFailed: boolean;
  /** The instructor's role does not include it. */
  readonly isWithheld: boolean;
  readonly hasOlder: boolean;
  readonly reload: () => void;
  readonly loadOlder: () => Promise<void>;
}

interface State {
  readonly loaded: LoadedTimeline | undefined;
  readonly hasFailed: boolean;
  readonly isWithheld: boolean;
}

const EMPTY: State = { loaded: undefined, hasFailed: false, isWithheld: false };

/** A student's activity; the latest page is reloaded whenever the feed reports a change of the student. */
export function useTimeline(studentId: string): Timeline {
  const { api, timers } = usePorts();
  const { classId, students } = useBoard();
  const student = students.get(studentId);
  const [state, setState] = useState(EMPTY);
  const refresher = useRef<Refresher>(undefined);

  useEffect(() => {
    let isShown = true;
    const load = async (): Promise<void> => {
      const page = await api.getTimeline(classId, studentId);
      if (isShown) {
        setState(({ loaded }) =>
          page.ok ? { ...EMPTY, loaded: withNewest(loaded, page.value) } : { loaded, ...failureOf(isForbidden(page.failure)) },
        );
      }
    };
    const current = createRefresher(load, timers, GAP_MS);
    refresher.current = current;
    current.request();
    return () => {
      isShown = false;
      current.stop();
    };
  }, [api, timers, classId, studentId]);

  const seen = useRef(student);
  useEffect(() => {
    if (seen.current !== student) {
      seen.current = student;
      refresher.current?.request();
    }
  }, [student]);

  const before = state.loaded?.before ?? null;
  const loadOlder = useCallback(async (): Promise<void> => {
    const page = before === null ? undefined : await api.getTimeline(classId, studentId, before);
    if (page !== undefined) {
      setState(({ loaded }) =>
        page.ok && loaded !== undefined ? { ...EMPTY, loaded: withOlder(loaded, page.value) } : { loaded, ...failureOf(false) },
      );
    }
  }, [api, classId, studentId, before]);

  const items = useMemo(() => state.loaded?.events.map(toTimelineItem), [state.loaded]);
  const reload = useCallback(() => refresher.current?.request(), []);
  return { items, hasFailed: state.hasFailed, isWithheld: state.isWithheld, hasOlder: before !== null, reload, loadOlder };
}

function failureOf(isWithheld: boolean): Omit<State, 'loaded'> {
  return { hasFailed: !isWithheld, isWithheld };
}
