import { describe, expect, it } from 'vitest';

import { readAnswer } from './hub-tokens';

describe('what a Jupyter server answers about its user', () => {
  it('is a token of the hub', () => {
    expect(readAnswer(200, { token: 'abc' })).toEqual({ kind: 'token', token: 'abc' });
  });

  it.each([
    ['staff', 200, { staff: true }, 'hub_staff'],
    ['a guest on another user’s server', 403, { message: 'no' }, 'hub_other_user'],
  ])('is for good when it is %s', (_who, status, body, kind) => {
    expect(readAnswer(status, body)).toEqual({ kind: 'refused', trouble: { kind } });
  });

  it.each([
    ['the hub does not let it', 502, { message: 'no' }],
    ['the server part is not there', 404, { message: 'no' }],
    ['it makes no sense', 200, ['token']],
  ])('is to be asked again when %s', (_why, status, body) => {
    expect(readAnswer(status, body)).toEqual({ kind: 'unavailable', trouble: { kind: 'hub_silent' } });
  });
});
