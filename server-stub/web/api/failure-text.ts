import { t } from '../text/translate';
import { inertLine } from '../text/inert';
import type { Failure } from './outcome';

/** Why something was not done, in one sentence. */
export function failureText(failure: Failure): string {
  return failure.kind === 'unreachable'
    ? t('failures.unreachable')
    : inertLine(failure.detail, 300) || t('failures.refused', { status: failure.status });
}

/** What was wrong with what was sent, a line for each flaw. */
export function flawLines(failure: Failure): readonly string[] {
  const flaws = failure.kind === 'refused' ? (failure.flaws ?? []) : [];
  return flaws.map(({ path, message }) => inertLine(path === '' ? message : `${path}: ${message}`, 300));
}
