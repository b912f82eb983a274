import { expect, it } from 'vitest';

import { english } from './fixtures/english';
import { readIdentity, readIdentityTexts } from './identity-settings';
import { fieldsToAsk, flawsToShow, initialTexts } from './join-form';

const empty = readIdentityTexts({});

it('asks only for what the administrator has not set', () => {
  const administered = new Set(['serverUrl', 'joinCode'] as const);
  expect(fieldsToAsk(administered, false)).toEqual(['studentId', 'displayName', 'team']);
  expect(fieldsToAsk(administered, true)).toHaveLength(5);
  expect(fieldsToAsk(new Set(), false)).toHaveLength(5);
});

it("starts with the hub's user name where no student id is set", () => {
  expect(initialTexts(empty, 'ada').studentId).toBe('ada');
  expect(initialTexts({ ...empty, studentId: 'bob' }, 'ada').studentId).toBe('bob');
});

it('asks for what is missing and says what is wrong, at each field', () => {
  const reading = readIdentity({ ...empty, serverUrl: 'ftp://x', studentId: 'ada' }, english);
  expect(flawsToShow(reading, english)).toEqual({
    serverUrl: 'The address must start with http:// or https://.',
    joinCode: 'Enter the code that your instructor shows.',
  });
});

it('has nothing to say of a form without flaws', () => {
  const reading = readIdentity({ ...empty, serverUrl: 'host', joinCode: 'A', studentId: 'ada' }, english);
  expect(flawsToShow(reading, english)).toEqual({});
});
