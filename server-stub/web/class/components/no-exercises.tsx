import type { ReactNode } from 'react';
import { t } from '../../text/translate';
import { useBoard } from '../live/live-class-provider';

const GUIDE = 'https://github.com/jupyterlab-cell-monitor/jupyterlab-cell-monitor/blob/main/docs/notebooks.md';

/** Where no exercise is shown: nothing was run, or notebooks that name none, and then how they would. */
export function NoExercises(): ReactNode {
  const { totals, exercises, hidden } = useBoard();
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
