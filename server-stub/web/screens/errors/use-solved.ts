import { useState } from 'react';
import type { ErrorGroup } from '../../../../src/protocol';
import { useServerNow } from '../../class/live/moment';
import { noteSolved, type SolvedError } from './error-places';

const STEP_MS = 10_000;

/** The errors that were solved while this screen was open. */
export function useSolved(errors: readonly ErrorGroup[]): readonly SolvedError[] {
  const nowMs = useServerNow(STEP_MS);
  const [seen, setSeen] = useState({ errors, nowMs, solved: [] as readonly SolvedError[] });
  if (seen.errors === errors && seen.nowMs === nowMs) {
    return seen.solved;
  }
  const solved = noteSolved(seen.solved, seen.errors, errors, nowMs);
  setSeen({ errors, nowMs, solved });
  return solved;
}
