import type { ReactNode } from 'react';
import type { CellState } from './cell-text';

/** How a student is doing with an exercise, as a mark told apart by its shape; its words are beside it or in its cell. */
export function ExerciseGlyph({ state, size = 18 }: { readonly state: CellState; readonly size?: number }): ReactNode {
  return (
    <svg className="exercise-glyph" data-state={state} width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}

const SHAPES: Readonly<Record<CellState, ReactNode>> = {
  passed: (
    <>
      <circle cx="9" cy="9" r="8" fill="currentColor" />
      <path d="m5.2 9.2 2.6 2.7 5-5.6" fill="none" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  ran: <circle cx="9" cy="9" r="6.8" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  failing: <path d="M9 1.6 17 16H1z" fill="currentColor" />,
  none: <circle cx="9" cy="9" r="1.8" fill="currentColor" />,
};
