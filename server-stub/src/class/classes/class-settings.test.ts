import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../../src/protocol';
import { changePolicy, checkClassSettings } from './class-settings';

describe('the words that a class has masked', () => {
  it('are taken when they are words, and refused with what they must be', () => {
    expect(checkClassSettings({ policy: { mask: ['STUDENTNO-*'] } })).toMatchObject({
      ok: true,
      value: { policy: { mask: ['STUDENTNO-*'] } },
    });
    for (const mask of ['STUDENTNO-*', ['*'], ['(a+)+$*x*'], Array.from({ length: 21 }, () => 'word')]) {
      expect(checkClassSettings({ policy: { mask } })).toMatchObject({
        ok: false,
        errors: [{ path: 'policy.mask', message: expect.stringContaining('STUDENTNO-*') }],
      });
    }
  });

  it('make a new revision of the policy when they change, and none when they do not', () => {
    const changed = changePolicy(DEFAULT_POLICY, { mask: ['STUDENTNO-*'] });
    expect(changed).toEqual({ ...DEFAULT_POLICY, mask: ['STUDENTNO-*'], revision: 2 });
    expect(changePolicy(changed, { mask: ['STUDENTNO-*'] })).toBe(changed);
  });
});
