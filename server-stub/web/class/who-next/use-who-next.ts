import { useMemo } from 'react';
import { useBoard, useEntries } from '../live/live-class-provider';
import { useServerNow } from '../live/moment';
import type { Trouble, WhoNext } from './need';
import { rankNeeds, troublesOf } from './rank-needs';

/** Time alone does not change the ranking faster than this. */
const RANK_STEP_MS = 10_000;

/** Who needs somebody now, most urgent first. */
export function useWhoNext(): WhoNext {
  const board = useBoard();
  const entries = useEntries();
  const nowMs = useServerNow(RANK_STEP_MS);
  return useMemo(() => rankNeeds(board, entries, nowMs), [board, entries, nowMs]);
}

/** The same by student, in its order. */
export function useTroubles(): ReadonlyMap<string, Trouble> {
  const ranking = useWhoNext();
  return useMemo(() => troublesOf(ranking), [ranking]);
}
