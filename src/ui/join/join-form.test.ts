import { describe, expect, it } from 'vitest';

import { type ClassPreview, DEFAULT_POLICY, FREE_TEAMS } from '../../protocol';
import { english } from '../../jupyter/fixtures/english';
import { readIdentityTexts } from '../../classes/identity-settings';
import { fieldsToAsk, initialTexts, type JoinTexts, readJoinForm, teamToSend } from './join-form';

const empty = readIdentityTexts({});
const ada: JoinTexts = { link: 'http://host:8600/#join=BLUE', studentId: 'ada', displayName: '', team: '', folder: '' };
const open: ClassPreview = { className: 'Python', hasRoster: false, teams: FREE_TEAMS, policy: DEFAULT_POLICY };
const listed: ClassPreview = { ...open, teams: { from: 'listed', list: ['Red', 'Blue'] } };
const roster: ClassPreview = { ...open, hasRoster: true, teams: { from: 'roster', list: [] } };

describe('the fields of the form', () => {
  const ask = (administered: readonly string[], isChange: boolean, preview?: ClassPreview, isVouchedByHub = false) =>
    fieldsToAsk({ administered: new Set(administered) as never, isChange, preview, hasFolder: false, isVouchedByHub });

  it('leave out what the administrator has set, unless the student changes class', () => {
    expect(ask(['serverUrl', 'joinCode'], false)).toEqual(['studentId', 'displayName', 'team']);
    expect(ask(['serverUrl', 'joinCode'], true)).toHaveLength(4);
    expect(ask(['serverUrl'], false)).toHaveLength(4);
  });

  it('leave out who the student is where a hub says so, also when they change class', () => {
    expect(ask(['serverUrl', 'joinCode'], true, open, true)).toEqual(['link', 'team']);
    expect(ask([], false, undefined, true)).toEqual(['link', 'team']);
  });

  it('leave out what the roster decides', () => {
    expect(ask([], false, roster)).toEqual(['link', 'studentId']);
    expect(ask([], false, { ...roster, teams: FREE_TEAMS })).toEqual(['link', 'studentId', 'team']);
    expect(ask([], false, listed)).toHaveLength(4);
  });
});

describe('the form at first', () => {
  it("has the hub's user name where no student id is set", () => {
    expect(initialTexts(empty, 'ada').studentId).toBe('ada');
    expect(initialTexts({ ...empty, studentId: 'bob' }, 'ada').studentId).toBe('bob');
  });

  it('has the link of the class that is set', () => {
    expect(initialTexts({ ...empty, serverUrl: 'http://host:8600/', joinCode: 'Blue 7' }, '').link).toBe('http://host:8600/#join=Blue%207');
    expect(initialTexts({ ...empty, serverUrl: 'http://host' }, '').link).toBe('http://host');
    expect(initialTexts(empty, '').link).toBe('');
  });
});

describe('the form as it is typed', () => {
  it('says who joins which class', () => {
    const identity = { serverUrl: 'http://host:8600', joinCode: 'BLUE', studentId: 'ada', displayName: '', team: '' };
    expect(readJoinForm({ ...ada, studentId: ' ada ' }, '', english)).toEqual({ kind: 'ok', identity });
    expect(readJoinForm({ ...ada, link: 'BLUE' }, 'http://host:8600', english)).toEqual({ kind: 'ok', identity });
  });

  it.each([
    ['', /^Paste the link/u],
    ['KOALA7', /^The address of your class is missing/u],
    ['http://host', /^The code of your class is missing/u],
    ['ftp://x BLUE', /must start with http/u],
    [`http://host ${'x'.repeat(65)}`, /^At most 64 characters/u],
  ])('says what is wrong with the link %j', (link, words) => {
    const reading = readJoinForm({ ...ada, link }, '', english);
    expect(reading).toMatchObject({ flaws: { link: expect.stringMatching(words) } });
  });

  it('asks for the student id, and says what is wrong with the names, whatever the link', () => {
    const texts = { link: '', studentId: ' ', displayName: 'x'.repeat(81), team: 'a\u0000', folder: '' };
    expect(readJoinForm(texts, '', english)).toEqual({
      kind: 'flawed',
      flaws: {
        link: 'Paste the link that your instructor shows, or type the address and the code of your class.',
        studentId: 'Enter your student ID.',
        displayName: 'At most 80 characters, please.',
        team: 'Line breaks and control characters are not allowed here.',
      },
    });
  });
});

it('sends a team of the class’s list, none where the roster decides, and any where teams are free', () => {
  expect([undefined, open, listed, roster].map(preview => teamToSend('Green', preview))).toEqual(['Green', 'Green', '', '']);
  expect(teamToSend('Red', listed)).toBe('Red');
});
