import { consentMode, policyTerms } from '../../protocol';
import type { TermsShown } from '../../classes/membership';
import type { Finding } from './class-finder';
import type { Words } from '../../jupyter/words';

/** The terms that the student has seen in the form; undefined where it could not show them: then that is done afterwards. */
export function termsOnJoining(finding: Finding): TermsShown | undefined {
  if (finding.kind !== 'found') {
    return undefined;
  }
  const { policy } = finding.preview;
  return { terms: policyTerms(policy), isAgreed: consentMode(policy) === 'ask' };
}

/** What the button says that joins. */
export function describeJoining(finding: Finding, words: Words): string {
  return termsOnJoining(finding)?.isAgreed === true ? words.__('Join and agree') : words.__('Join');
}

/** What joining means for what is recorded. */
export function describeConsequence(finding: Finding, words: Words): string {
  const shown = termsOnJoining(finding);
  if (shown === undefined) {
    return words.__(
      'When you have joined, you see exactly what your class asks for. Nothing of your work is recorded before that, and nothing until you agree, unless your consent was given elsewhere, such as on paper.',
    );
  }
  return shown.isAgreed
    ? words.__('By joining you agree to what is listed here. When your class asks for more, you are asked again.')
    : words.__('Your consent was given elsewhere, such as on paper: this is recorded as soon as you have joined.');
}
