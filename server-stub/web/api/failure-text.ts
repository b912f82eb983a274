import type { Flaw } from '../../../src/protocol';
import type { en } from '../i18n/en';
import { language } from '../text/language';
import { t } from '../text/translate';
import { inertLine } from '../text/inert';
import type { Failure } from './outcome';

type CodeWithWords = keyof typeof en.failures.codes;
const WITH_WORDS: Readonly<Record<CodeWithWords, true>> = {
  token_invalid: true,
  forbidden: true,
  not_found: true,
  already_claimed: true,
  rooms_changed: true,
  batch_too_large: true,
  invalid: true,
  invalid_request: true,
  too_many_attempts: true,
  internal: true,
  unavailable: true,
};

/** Why something was not done, in one sentence: the server's own words, which say most and are English; in other languages what their code means. */
export function failureText(failure: Failure): string {
  if (failure.kind === 'unreachable') {
    return t('failures.unreachable');
  }
  const own = inertLine(failure.detail, 300);
  return (language === 'en' && own) || wordsOf(failure.code) || own || t('failures.refused', { status: failure.status });
}

function wordsOf(code: string | undefined): string {
  return code !== undefined && Object.hasOwn(WITH_WORDS, code) ? t(`failures.codes.${code as CodeWithWords}`) : '';
}

/**
 * What was wrong with what was sent, a line for each flaw.
 * @param wordsFor the words in the reader's language of the flaws that have a code; else the server's own stand
 */
export function flawLines(failure: Failure, wordsFor: (flaw: Flaw) => string | undefined = () => undefined): readonly string[] {
  const flaws = failure.kind === 'refused' ? (failure.flaws ?? []) : [];
  return flaws.map(flaw => wordsFor(flaw) ?? inertLine(flaw.path === '' ? flaw.message : `${flaw.path}: ${flaw.message}`, 300));
}
