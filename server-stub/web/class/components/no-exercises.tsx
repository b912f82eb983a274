import type { ReactNode } from 'react';
import type { Board } from '../model/board';
import { t } from '../../text/translate';

const GUIDE = 'https://github.com/jupyterlab-cell-monitor/jupyterlab-cell-monitor/blob/main/docs/notebooks.md';

/** Where no exercise is shown: nothing was run, or notebooks that name none, and then how they would. */
export function NoExercises({
  board: { totals, exercises, hidden },
}: {
  readonly board: Pick<Board, 'totals' | 'exercises' | 'hidden'>;
}): ReactNode {
  const isUnnamed = totals.runs > 0 && exercises.length === 0 && hidden.exercises === 0;
  return isUnnamed ? (
    <>
      {t('now.class.unnamed')}{' '}
      <a href={GUIDE} target="_blank" rel="noreferrer">
        {t('now.class.guide')}
      </a>
    </>
  ) : (
    t('now.class.nowhere')
  );
}
