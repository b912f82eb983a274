import { describe, expect, it } from 'vitest';

import { english } from '../jupyter/fixtures/english';
import { type IdentityTexts, readIdentity, readIdentityTexts } from './identity-settings';

const ada: IdentityTexts = { serverUrl: 'http://host:8600', joinCode: 'BLUE', studentId: 'ada', displayName: 'Ada L.', team: '' };

describe('the settings', () => {
  it('that are complete say who reports where', () => {
    const typed = { ...ada, serverUrl: ' host:8600/ ', studentId: ' ada ' };
    expect(readIdentity(typed, english)).toEqual({ kind: 'ok', identity: ada });
  });

  it('that are empty are no mistake', () => {
    const reading = readIdentity(readIdentityTexts({}), english);
    expect(reading).toEqual({ kind: 'unset', missing: ['serverUrl', 'joinCode', 'studentId'], flaws: {} });
  });

  it('of an administrator lack only the student', () => {
    expect(readIdentity({ ...ada, studentId: ' ' }, english)).toMatchObject({ kind: 'unset', missing: ['studentId'] });
  });

  it('may hold the code in the link alone', () => {
    const reading = readIdentity({ ...ada, serverUrl: 'http://host:8600/#join=BLUE', joinCode: '' }, english);
    expect(reading).toEqual({ kind: 'ok', identity: ada });
  });

  it.each([
    ['serverUrl', 'ftp://host', 'The address must start with http:// or https://.'],
    ['serverUrl', 'two words', 'This is not an address. It looks like http://10.0.0.5:8600.'],
    ['serverUrl', 'http://a:b@host', 'The address must not hold a user name or a password.'],
    ['serverUrl', `http://${'a'.repeat(2000)}`, 'At most 2000 characters, please.'],
    ['joinCode', 'x'.repeat(65), 'At most 64 characters, please.'],
    ['studentId', 'a\nb', 'Line breaks and control characters are not allowed here.'],
    ['studentId', '\u200B\u202E', 'Your ID needs a character that can be seen.'],
    ['displayName', 'x'.repeat(81), 'At most 80 characters, please.'],
    ['team', 'a\u0000b', 'Line breaks and control characters are not allowed here.'],
  ] as const)('with a wrong %s say what is wrong in words', (field, text, flaw) => {
    expect(readIdentity({ ...ada, [field]: text }, english)).toEqual({ kind: 'flawed', flaws: { [field]: flaw } });
  });

  it('of any shape are read without harm', () => {
    expect(readIdentityTexts(null)).toMatchObject({ serverUrl: '' });
    expect(readIdentityTexts({ serverUrl: 7, joinCode: ['x'], studentId: null, team: 'red' })).toEqual({
      serverUrl: '',
      joinCode: '',
      studentId: '',
      displayName: '',
      team: 'red',
    });
  });
});
