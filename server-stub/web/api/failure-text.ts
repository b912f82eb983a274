import type { Flaw } from '../../../src/protocol';
import { t } from '../text/translate';
import { inertLine } from '../text/inert';
import type { Failure } from './outcome';

/** Why something was not done, in one sentence. */
export function failureText(failure: Failure): string {
  return failure.kind === 'unreachable'
    ? t('failures.unreachable')
    : inertLine(failure.detail, 300) || t('failures.refused', { status: failure.status });
}

/**
 * What was wrong with what was sent, a line for each flaw.
 * @param wordsFor the words in the reader's language of the flaws that have a code; else the server's own stand
 */
export function flawLines(failure: Failure, wordsFor: (flaw: Flaw) => string | undefined = () => undefined): readonly string[] {
  const flaws = failure.kind === 'refused' ? (failure.flaws ?? []) : [];
  return flaws.map(flaw => wordsFor(flaw) ?? inertLine(flaw.path === '' ? flaw.message : `${flaw.path}: ${flaw.message}`, 300));
}
