import { describe, expect, it } from 'vitest';

import { DEFAULT_POLICY, type Policy } from '../../protocol';
import { english } from '../../jupyter/fixtures/english';
import { describePolicy, summarisePolicy } from './policy-words';

describe('the policy in words', () => {
  it.each([
    ['activity', 1],
    ['errors', 2],
    ['code', 3],
    ['outputs', 4],
  ] as const)('at the level "%s" names what is sent and what is not', (level, count) => {
    const { sent, notSent } = describePolicy({ ...DEFAULT_POLICY, level }, english);
    expect(sent).toHaveLength(count);
    expect(notSent).toHaveLength(4 - count);
  });

  it.each([
    'how many cells they have',
    'in which language',
    'the number in brackets',
    'waits for what you type',
    'cannot reach its kernel',
    'which kernel',
  ])('names what goes along with every event: %s', part => {
    expect(describePolicy(DEFAULT_POLICY, english).sent[0]).toContain(part);
  });

  it('is the least while the class has not told its own', () => {
    expect(describePolicy(null, english)).toMatchObject({
      sent: { length: 1 },
      terms: ['This is the least that a class asks for. Yours has not said yet what it asks for.'],
    });
  });

  it('tells the pace', () => {
    expect(describePolicy(DEFAULT_POLICY, english).terms).toContain('A report leaves about every 15 seconds.');
    expect(describePolicy({ ...DEFAULT_POLICY, cadenceMs: 400 }, english).terms).toContain('A report leaves about every second.');
  });

  it('tells how long it is kept and whether one may pause, as far as the class has said', () => {
    const said = describePolicy({ ...DEFAULT_POLICY, retentionDays: 30, mayPause: false }, english).terms;
    expect(said).toContain('Your class keeps it for 30 days.');
    expect(said).toContain('Your class does not let you pause. You can leave it at any time.');
    const unsaid = describePolicy(DEFAULT_POLICY, english).terms;
    expect(unsaid).toContain('Your class has not said how long it keeps it.');
    expect(unsaid).toContain('You can pause at any time, or leave the class.');
  });

  it('names the words that the class has masked', () => {
    const policy: Policy = { ...DEFAULT_POLICY, mask: ['STUDENTNO-*', '*'] };
    expect(describePolicy(policy, english).terms).toContain('Your class has these masked, too: STUDENTNO-*');
    expect(describePolicy(DEFAULT_POLICY, english).terms.join(' ')).not.toContain('masked, too');
  });
});

describe('the policy in short', () => {
  it.each([
    ['activity', 2, 'Your errors, your code and what it prints are not sent.'],
    ['errors', 3, 'Your code and what it prints are not sent.'],
    ['code', 4, 'What your code prints is not sent.'],
    ['outputs', 5, undefined],
  ] as const)('at the level "%s" leaves no part out, and says what is not sent', (level, count, notSent) => {
    const summary = summarisePolicy({ ...DEFAULT_POLICY, level }, english);
    expect(summary.sent).toHaveLength(count);
    expect(summary.notSent).toBe(notSent);
  });

  it('says to whom, for how long, and how it ends', () => {
    const { terms } = summarisePolicy({ ...DEFAULT_POLICY, retentionDays: 30 }, english);
    expect(terms).toBe(
      'The instructors of your class see it with your name; other students do not. Your class keeps it for 30 days. You can pause at any time, or leave the class.',
    );
  });
});
