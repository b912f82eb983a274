import { describe, expect, it } from 'vitest';

import { english } from '../ui/fixtures/english';
import { readAnswer } from './hub-tokens';

describe('what a Jupyter server answers about its user', () => {
  it('is a token of the hub', () => {
    expect(readAnswer(200, { token: 'abc' }, english)).toEqual({ kind: 'token', token: 'abc' });
  });

  it.each([
    ['staff', 200, { staff: true }, /^You are staff/u],
    ['a guest on another user’s server', 403, { message: 'no' }, /belongs to another user/u],
  ])('is for good when it is %s', (_who, status, body, words) => {
    expect(readAnswer(status, body, english)).toEqual({ kind: 'refused', detail: expect.stringMatching(words) as string });
  });

  it.each([
    ['the hub does not let it', 502, { message: 'no' }],
    ['the server part is not there', 404, { message: 'no' }],
    ['it makes no sense', 200, ['token']],
  ])('is to be asked again when %s', (_why, status, body) => {
    expect(readAnswer(status, body, english).kind).toBe('unavailable');
  });
});
