import { describe, expect, it } from 'vitest';

import { DEFAULT_POLICY, type Policy, policyTerms } from '../../protocol';
import type { Finding } from './class-finder';
import { english } from '../../jupyter/fixtures/english';
import { describeConsequence, describeJoining, termsOnJoining } from './join-words';

const found = (policy: Policy): Finding => ({
  kind: 'found',
  preview: { className: 'Python', hasRoster: false, teams: { from: 'free', list: [] }, policy },
});

describe('joining through the form', () => {
  it('is the agreement to the terms that it shows', () => {
    const policy: Policy = { ...DEFAULT_POLICY, level: 'code', retentionDays: 30 };
    expect(termsOnJoining(found(policy))).toEqual({ terms: policyTerms(policy), isAgreed: true });
    expect(describeJoining(found(policy), english)).toBe('Join and agree');
    expect(describeConsequence(found(policy), english)).toContain('By joining you agree');
  });

  it.each<Finding>([{ kind: 'none' }, { kind: 'looking' }, { kind: 'unreachable', trouble: { kind: 'foreign_answer' } }])(
    'is no agreement to what the form could not show: %j',
    finding => {
      expect(termsOnJoining(finding)).toBeUndefined();
      expect(describeJoining(finding, english)).toBe('Join');
      expect(describeConsequence(finding, english)).toContain('until you agree');
    },
  );

  it('asks for no agreement where consent was given elsewhere, and says so', () => {
    const policy: Policy = { ...DEFAULT_POLICY, consent: 'informed' };
    expect(termsOnJoining(found(policy))).toEqual({ terms: policyTerms(policy), isAgreed: false });
    expect(describeJoining(found(policy), english)).toBe('Join');
    expect(describeConsequence(found(policy), english)).toContain('given elsewhere');
  });
});
