import type { ExerciseProgress, ExerciseStatus } from '../../../../src/protocol';
import { formatSpan } from '../../text/format';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

export type CellState = ExerciseStatus | 'none';

const CHECKS_NAMED = 3;

/** How a student is doing with an exercise, in words. */
export function cellText(progress: ExerciseProgress | undefined): string {
  if (progress === undefined) {
    return t('exercisesScreen.cells.none');
  }
  const { status, attempts, firstAt, passedAt, lastAt, failingChecks = [] } = progress;
  const span = formatSpan(Date.parse(passedAt ?? lastAt) - Date.parse(firstAt));
  // The result of a check may be all that is known.
  const text = t(`exercisesScreen.cells.${attempts === 0 ? 'unrun' : 'run'}.${status}`, { count: attempts, span });
  const named = failingChecks.slice(0, CHECKS_NAMED).map(check => inertLine(check, 40));
  const more = failingChecks.length - named.length;
  const checks = [...named, ...(more > 0 ? [t('common.more', { n: more })] : [])].join(t('common.listSeparator'));
  return checks === '' ? text : t('exercisesScreen.cells.withChecks', { text, checks, count: failingChecks.length });
}
