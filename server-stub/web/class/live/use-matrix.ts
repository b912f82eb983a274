import { useEffect, useRef, useState } from 'react';
import type { ExerciseMatrix } from '../../../../src/protocol';
import { isForbidden, type Outcome } from '../../api/outcome';
import { useBoard } from './live-class-provider';
import { usePorts } from '../../ports';
import { createRefresher, type Refresher } from '../../api/refresher';

export interface LoadedMatrix {
  /** The latest; undefined before the first. */
  readonly matrix: ExerciseMatrix | undefined;
  /** The last load failed; an older matrix may still be shown. */
  readonly hasFailed: boolean;
  /** The instructor's role does not include it. */
  readonly isWithheld: boolean;
}

/**
 * Students × exercises, reloaded when somebody runs a cell while the page is visible.
 * @param gapMs at least this long between two loads
 */
export function useMatrix(gapMs: number): LoadedMatrix {
  const { api, timers, page } = usePorts();
  const { classId, totals } = useBoard();
  const [state, setState] = useState<LoadedMatrix>({ matrix: undefined, hasFailed: false, isWithheld: false });
  const refresher = useRef<Refresher>(undefined);
  useEffect(() => {
    let isShown = true;
    const load = async (): Promise<void> => {
      const outcome = await api.getExercises(classId);
      if (isShown) {
        setState(before => afterLoad(before, outcome));
      }
    };
    const current = createRefresher(load, timers, gapMs);
    refresher.current = current;
    current.request();
    const stopWaking = page.onReturn(() => current.request());
    return () => {
      isShown = false;
      stopWaking();
      current.stop();
    };
  }, [api, timers, page, classId, gapMs]);
  const seen = useRef(totals.runs);
  useEffect(() => {
    if (seen.current !== totals.runs && page.isVisible()) {
      seen.current = totals.runs;
      refresher.current?.request();
    }
  }, [page, totals.runs]);
  return state;
}

function afterLoad({ matrix }: LoadedMatrix, outcome: Outcome<ExerciseMatrix>): LoadedMatrix {
  if (outcome.ok) {
    return { matrix: outcome.value, hasFailed: false, isWithheld: false };
  }
  const isWithheld = isForbidden(outcome.failure);
  return { matrix, hasFailed: !isWithheld, isWithheld };
}
