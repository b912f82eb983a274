import { expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { learnLaterTexts } from '../../text/translate';
import { actionText, actorText } from './audit-words';

await learnLaterTexts();

it('says what was done in words, also of what has two words for its kind', () => {
  expect(actionText('session.opened')).toBe('signed in');
  expect(actionText('class_session.begun')).toBe('started a session of the class');
  for (const [kind, deeds] of Object.entries(en.settings.auditActions)) {
    for (const [deed, words] of Object.entries(deeds)) {
      expect(actionText(`${kind}.${deed}`)).toBe(words);
    }
  }
});

it('gives what a newer server puts on record by its own name', () => {
  expect(actionText('robot.built')).toBe('robot.built');
});

it('names instructors, and nobody else', () => {
  expect(actorText({ id: 'i', name: 'Grace', role: 'assistant' })).toBe('Grace');
  expect(actorText({ id: 'outsider', name: 'Outsider', role: 'outsider' })).toBe('Somebody unknown');
});
