import type { ErrorGroup } from '../../../../src/protocol';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

/** What the students of a group have in common: the name of the error, or the check that fails. */
export function groupTitle({ kind, check, errorName }: Pick<ErrorGroup, 'kind' | 'check' | 'errorName'>): string {
  return kind === 'check' ? t('exercises.failingCheck', { check: inertLine(check ?? '', 60) }) : inertLine(errorName, 60);
}

/** What it said; empty where it said nothing. */
export function groupMessage({ kind, errorName, message }: Pick<ErrorGroup, 'kind' | 'errorName' | 'message'>): string {
  const words = kind === 'check' ? [errorName, message] : [message];
  return inertLine(words.filter(Boolean).join(': '), 200);
}
