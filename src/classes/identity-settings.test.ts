import { describe, expect, it } from 'vitest';

import { type IdentityTexts, readIdentity, readIdentityTexts } from './identity-settings';

const ada: IdentityTexts = { serverUrl: 'http://host:8600', joinCode: 'BLUE', studentId: 'ada', displayName: 'Ada L.', team: '' };

describe('the settings', () => {
  it('that are complete say who reports where', () => {
    const typed = { ...ada, serverUrl: ' host:8600/ ', studentId: ' ada ' };
    expect(readIdentity(typed)).toEqual({ kind: 'ok', identity: ada });
  });

  it('that are empty are no mistake', () => {
    const reading = readIdentity(readIdentityTexts({}));
    expect(reading).toEqual({ kind: 'unset', missing: ['serverUrl', 'joinCode', 'studentId'], flaws: {} });
  });

  it('of an administrator lack only the student', () => {
    expect(readIdentity({ ...ada, studentId: ' ' })).toMatchObject({ kind: 'unset', missing: ['studentId'] });
  });

  it('may hold the code in the link alone', () => {
    const reading = readIdentity({ ...ada, serverUrl: 'http://host:8600/#join=BLUE', joinCode: '' });
    expect(reading).toEqual({ kind: 'ok', identity: ada });
  });

  it.each([
    ['serverUrl', 'ftp://host', { kind: 'not_http' }],
    ['serverUrl', 'two words', { kind: 'unreadable' }],
    ['serverUrl', 'http://a:b@host', { kind: 'has_password' }],
    ['serverUrl', `http://${'a'.repeat(2000)}`, { kind: 'too_long', limit: 2000 }],
    ['joinCode', 'x'.repeat(65), { kind: 'too_long', limit: 64 }],
    ['studentId', 'a\nb', { kind: 'unprintable' }],
    ['studentId', '\u200B\u202E', { kind: 'invisible' }],
    ['displayName', 'x'.repeat(81), { kind: 'too_long', limit: 80 }],
    ['team', 'a\u0000b', { kind: 'unprintable' }],
  ] as const)('with a wrong %s say what is wrong', (field, text, flaw) => {
    expect(readIdentity({ ...ada, [field]: text })).toEqual({ kind: 'flawed', flaws: { [field]: flaw } });
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
