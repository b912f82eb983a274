import { consentMode, type PolicyTerms, policyTerms } from '../../protocol';
import type { Finding } from './class-finder';
import type { Words } from '../../jupyter/words';

/** The terms that the form shows and the student agrees to by joining; undefined where that is asked afterwards, or was given elsewhere. */
export function termsOnJoining(finding: Finding): PolicyTerms | undefined {
  return finding.kind === 'found' && consentMode(finding.preview.policy) === 'ask' ? policyTerms(finding.preview.policy) : undefined;
}

/** What the button says that joins. */
export function describeJoining(finding: Finding, words: Words): string {
  return termsOnJoining(finding) === undefined ? words.__('Join') : words.__('Join and agree');
}

/** What joining means for what is recorded. */
export function describeConsequence(finding: Finding, words: Words): string {
  if (finding.kind !== 'found') {
    return words.__('When you have joined, you see exactly what your class asks for. Nothing of your work is recorded until you agree.');
  }
  return termsOnJoining(finding) === undefined
    ? words.__('Your consent was given elsewhere, such as on paper: this is recorded as soon as you have joined.')
    : words.__('By joining you agree to what is listed here. When your class asks for more, you are asked again.');
}
