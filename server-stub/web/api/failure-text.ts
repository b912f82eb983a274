import type { Flaw } from '../../../src/protocol';
import { language } from '../text/language';
import { t } from '../text/translate';
import { inertLine } from '../text/inert';
import type { Failure } from './outcome';

/** The problems that have words in every language: those that an instructor can meet. */
const WITH_WORDS = [
  'token_invalid',
  'forbidden',
  'not_found',
  'already_claimed',
  'rooms_changed',
  'batch_too_large',
  'invalid',
  'invalid_request',
  'too_many_attempts',
  'internal',
  'unavailable',
] as const;

/** Why something was not done, in one sentence: the server's own words, which say most and are English; in other languages what their code means. */
export function failureText(failure: Failure): string {
  if (failure.kind === 'unreachable') {
    return t('failures.unreachable');
  }
  const own = inertLine(failure.detail, 300);
  return (language === 'en' && own) || wordsOf(failure.code) || own || t('failures.refused', { status: failure.status });
}

function wordsOf(code: string | undefined): string {
  const known = WITH_WORDS.find(each => each === code);
  return known === undefined ? '' : t(`failures.codes.${known}`);
}

/**
 * What was wrong with what was sent, a line for each flaw.
 * @param wordsFor the words in the reader's language of the flaws that have a code; else the server's own stand
 */
export function flawLines(failure: Failure, wordsFor: (flaw: Flaw) => string | undefined = () => undefined): readonly string[] {
  const flaws = failure.kind === 'refused' ? (failure.flaws ?? []) : [];
  return flaws.map(flaw => wordsFor(flaw) ?? inertLine(flaw.path === '' ? flaw.message : `${flaw.path}: ${flaw.message}`, 300));
}
