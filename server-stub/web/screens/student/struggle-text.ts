import type { ExerciseState, StudentState } from '../../../../src/protocol';
import { t } from '../../text/translate';

/** How much a student has put into the exercise that they are at; empty where nobody knows. */
export function struggleText({ struggle }: Pick<StudentState, 'struggle'>, at: ExerciseState | undefined): string {
  if (struggle === undefined || (at !== undefined && at.id !== struggle.exercise)) {
    return '';
  }
  const { runs, failures, failingChecks } = struggle;
  const words = [
    t('student.struggle.runs', { count: runs, failures }),
    failingChecks > 0 ? t('student.struggle.checks', { count: failingChecks }) : '',
  ];
  return words.filter(Boolean).join(t('common.listSeparator'));
}
