import {
  consentMode,
  includesLevel,
  isCaptureLevel,
  isObject,
  isRetentionDays,
  lesserLevel,
  policyTerms,
  type CaptureLevel,
  type Policy,
  type PolicyTerms,
} from '../../protocol';

/** What a student has agreed to and read, of one class on one device. */
export interface Consent {
  readonly agreed: PolicyTerms | null;
  /** The terms whose words the student was last shown. */
  readonly seen: PolicyTerms | null;
  /** The terms that the student said no to, or "not now": they are not asked again unless they come back to it themselves. */
  readonly declined: PolicyTerms | null;
  /** The student has left the class. Until they come back nothing is asked, captured or sent. */
  readonly hasLeft: boolean;
}

export const NO_CONSENT: Consent = { agreed: null, seen: null, declined: null, hasLeft: false };

/** The most that a class can ask for, for those who agree to whatever comes, such as simulated students. */
export const ALL_TERMS: PolicyTerms = { level: 'outputs', mayPause: false, retentionDays: null };

/**
 * What a student has to be asked, or told, about the class's policy:
 * - `agree`: the first time; nothing is captured until then
 * - `agree_to_more`: the class asks for more than was agreed to; no more than that is captured until then
 * - `tell`: it changed to no more than was agreed to, or consent was given elsewhere; then no more is captured than was told before
 */
export type ConsentQuestion = 'none' | 'agree' | 'agree_to_more' | 'tell';

export interface ConsentStatus {
  readonly question: ConsentQuestion;
  /** Whether the student has said no to just this. */
  readonly isDeclined: boolean;
  /** The most that may be captured now; null for nothing at all. */
  readonly level: CaptureLevel | null;
}

/** @param policy the class's, or null before it is known: then no more is captured than the least that any policy allows */
export function consentStatusOf(policy: Policy | null, consent: Consent): ConsentStatus {
  const { agreed, seen, declined, hasLeft } = consent;
  if (hasLeft) {
    return { question: 'none', isDeclined: false, level: null };
  }
  if (policy === null) {
    return { question: 'none', isDeclined: false, level: agreed === null ? null : 'activity' };
  }
  const terms = policyTerms(policy);
  const isDeclined = declined !== null && isSameTerms(terms, declined);
  const isSeen = seen !== null && isSameTerms(terms, seen);
  if (consentMode(policy) === 'informed') {
    // Nobody is recorded beyond what they have seen of it.
    return { question: isSeen ? 'none' : 'tell', isDeclined: false, level: seen === null ? null : lesserLevel(terms.level, seen.level) };
  }
  if (agreed === null) {
    return { question: 'agree', isDeclined, level: null };
  }
  if (asksForMore(terms, agreed)) {
    return { question: 'agree_to_more', isDeclined, level: lesserLevel(terms.level, agreed.level) };
  }
  return { question: isSeen ? 'none' : 'tell', isDeclined: false, level: terms.level };
}

export function agreeTo(terms: PolicyTerms): Consent {
  return { agreed: terms, seen: terms, declined: null, hasLeft: false };
}

/** Whether `terms` take more from a student than `agreed` in any way: a higher level, no pauses, a longer time. */
function asksForMore(terms: PolicyTerms, agreed: PolicyTerms): boolean {
  return !includesLevel(agreed.level, terms.level) || (agreed.mayPause && !terms.mayPause) || daysKept(terms) > daysKept(agreed);
}

function daysKept({ retentionDays }: PolicyTerms): number {
  return retentionDays ?? Number.POSITIVE_INFINITY;
}

function isSameTerms(a: PolicyTerms, b: PolicyTerms): boolean {
  return a.level === b.level && a.mayPause === b.mayPause && a.retentionDays === b.retentionDays;
}

/** Reads a stored consent. What cannot be read was not given. */
export function readConsent(stored: unknown): Consent {
  if (!isObject(stored)) {
    return NO_CONSENT;
  }
  const { agreed, seen, declined, hasLeft } = stored;
  return { agreed: readTerms(agreed), seen: readTerms(seen), declined: readTerms(declined), hasLeft: hasLeft === true };
}

function readTerms(stored: unknown): PolicyTerms | null {
  if (!isObject(stored) || !isCaptureLevel(stored['level'])) {
    return null;
  }
  const { level, mayPause, retentionDays } = stored;
  return { level, mayPause: mayPause !== false, retentionDays: isRetentionDays(retentionDays) ? retentionDays : null };
}
