import { expect, it } from 'vitest';

import { english } from '../../jupyter/fixtures/english';
import { describeFlaws } from './identity-words';

it('what is wrong with a field is said in words', () => {
  expect(describeFlaws({ serverUrl: { kind: 'unreadable' }, team: { kind: 'too_long', limit: 64 } }, english)).toEqual({
    serverUrl: 'This is not an address. It looks like http://10.0.0.5:8600.',
    team: 'At most 64 characters, please.',
  });
  expect(describeFlaws({ serverUrl: { kind: 'not_http' }, studentId: { kind: 'invisible' } }, english)).toEqual({
    serverUrl: 'The address must start with http:// or https://.',
    studentId: 'Your ID needs a character that can be seen.',
  });
  expect(describeFlaws({ serverUrl: { kind: 'has_password' }, displayName: { kind: 'unprintable' } }, english)).toEqual({
    serverUrl: 'The address must not hold a user name or a password.',
    displayName: 'Line breaks and control characters are not allowed here.',
  });
});
