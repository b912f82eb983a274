import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy, type PolicyTerms } from '../../protocol';
import { agreeTo, ALL_TERMS, NO_CONSENT, readConsent, consentStatusOf } from './consent';

const policy = (change: Partial<Policy> = {}): Policy => ({ ...DEFAULT_POLICY, ...change });
const terms = (change: Partial<PolicyTerms> = {}): PolicyTerms => ({ level: 'errors', mayPause: true, retentionDays: null, ...change });

describe('before the student has agreed', () => {
  it('nothing is captured', () => {
    expect(consentStatusOf(policy(), NO_CONSENT)).toEqual({ question: 'agree', isDeclined: false, level: null });
    expect(consentStatusOf(null, NO_CONSENT).level).toBeNull();
  });

  it('a no is remembered as long as the class asks for the same', () => {
    const declined = { ...NO_CONSENT, declined: terms() };
    expect(consentStatusOf(policy(), declined)).toEqual({ question: 'agree', isDeclined: true, level: null });
    expect(consentStatusOf(policy({ level: 'activity' }), declined)).toEqual({ question: 'agree', isDeclined: false, level: null });
  });
});

describe('a student who has agreed', () => {
  it('is asked nothing, and all that was agreed to is captured', () => {
    expect(consentStatusOf(policy(), agreeTo(terms()))).toEqual({ question: 'none', isDeclined: false, level: 'errors' });
  });

  it('is captured at the least level while the class’s policy is not known', () => {
    expect(consentStatusOf(null, agreeTo(terms({ level: 'outputs' })))).toEqual({ question: 'none', isDeclined: false, level: 'activity' });
  });

  it.each<[string, Partial<Policy>]>([
    ['a higher level', { level: 'code' }],
    ['no pauses', { mayPause: false }],
    ['a longer retention', { retentionDays: 90 }],
  ])('is asked again for %s, and no more than the agreed level is captured meanwhile', (_what, change) => {
    const consent = agreeTo(terms({ retentionDays: 30 }));
    const status = consentStatusOf(policy({ retentionDays: 30, ...change }), consent);
    expect(status).toEqual({ question: 'agree_to_more', isDeclined: false, level: 'errors' });
  });

  it('is only told of less', () => {
    const consent = agreeTo(terms({ level: 'code' }));
    expect(consentStatusOf(policy({ level: 'activity' }), consent)).toEqual({ question: 'tell', isDeclined: false, level: 'activity' });
    const seen = { ...consent, seen: terms({ level: 'activity' }) };
    expect(consentStatusOf(policy({ level: 'activity' }), seen).question).toBe('none');
  });

  it('need not agree again when the class goes back to what was agreed to', () => {
    const consent = { ...agreeTo(terms({ level: 'code' })), seen: terms({ level: 'activity' }) };
    expect(consentStatusOf(policy({ level: 'code' }), consent)).toMatchObject({ question: 'tell', level: 'code' });
  });

  it('to whatever comes is asked nothing but told', () => {
    expect(consentStatusOf(policy({ level: 'outputs', mayPause: false }), agreeTo(ALL_TERMS)).question).toBe('none');
    expect(consentStatusOf(policy({ level: 'code' }), agreeTo(ALL_TERMS))).toMatchObject({ question: 'tell', level: 'code' });
  });
});

describe('a class whose consent was given elsewhere', () => {
  it('shows its words and does not ask', () => {
    const informed = policy({ consent: 'informed', level: 'code' });
    expect(consentStatusOf(informed, NO_CONSENT)).toEqual({ question: 'tell', isDeclined: false, level: null });
    const seen = { ...NO_CONSENT, seen: terms({ level: 'code' }) };
    expect(consentStatusOf(informed, seen)).toEqual({ question: 'none', isDeclined: false, level: 'code' });
  });

  it('captures no more than was shown, when it asks for more than the form had said', () => {
    const informed = policy({ consent: 'informed', level: 'outputs' });
    const expected = { question: 'tell', isDeclined: false, level: 'errors' };
    expect(consentStatusOf(informed, { ...NO_CONSENT, seen: terms() })).toEqual(expected);
    expect(consentStatusOf(informed, agreeTo(terms()))).toEqual(expected);
  });

  it('that asks from now on captures nothing until it has been answered', () => {
    const seen = { ...NO_CONSENT, seen: terms() };
    expect(consentStatusOf(policy({ consent: 'ask' }), seen)).toMatchObject({ question: 'agree', level: null });
  });
});

it('what was stored by nobody knows whom is no consent', () => {
  for (const stored of [undefined, null, 7, { agreed: { level: 'everything' } }, { agreed: true }]) {
    expect(readConsent(stored)).toEqual(NO_CONSENT);
  }
  expect(readConsent(agreeTo(terms({ mayPause: false, retentionDays: 30 })))).toEqual(
    agreeTo(terms({ mayPause: false, retentionDays: 30 })),
  );
});
