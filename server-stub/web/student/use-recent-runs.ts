import { useCallback, useEffect, useRef, useState } from 'react';
import type { RecentRun, StudentDetail } from '../../../src/protocol';
import { isForbidden, type Outcome } from '../api/outcome';
import { useBoard } from '../live/class-room';
import { usePorts } from '../ports';
import { createRefresher, type Refresher } from './refresher';

const GAP_MS = 500;

export interface RecentRuns {
  /** Undefined before the first answer. */
  readonly runs: readonly RecentRun[] | undefined;
  readonly hasFailed: boolean;
  /** The instructor's role does not include them. */
  readonly isWithheld: boolean;
  readonly reload: () => void;
}

/** A student's recent runs, loaded again whenever the feed says that the student changed. */
export function useRecentRuns(studentId: string): RecentRuns {
  const { api, timers } = usePorts();
  const { classId, students } = useBoard();
  const student = students.get(studentId);
  const [state, setState] = useState<Loaded>({ runs: undefined, hasFailed: false, isWithheld: false });
  const refresher = useRef<Refresher>(undefined);

  useEffect(() => {
    let isShown = true;
    const load = async (): Promise<void> => {
      const detail = await api.getStudent(classId, studentId);
      if (isShown) {
        setState(before => afterLoad(before, detail));
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

  const reload = useCallback(() => refresher.current?.request(), []);
  return { ...state, reload };
}

type Loaded = Omit<RecentRuns, 'reload'>;

function afterLoad({ runs }: Loaded, detail: Outcome<StudentDetail>): Loaded {
  if (detail.ok) {
    return { runs: detail.value.runs, hasFailed: false, isWithheld: false };
  }
  const isWithheld = isForbidden(detail.failure);
  return { runs, hasFailed: !isWithheld, isWithheld };
}
