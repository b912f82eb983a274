import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './language';

describe('the language of the page', () => {
  it.each([
    [undefined, ['ja-JP', 'en'], 'ja'],
    [undefined, ['en-US', 'ja'], 'en'],
    [undefined, ['fr', 'JA', 'en'], 'ja'],
    [undefined, ['fr', 'de-AT'], 'en'],
    [undefined, [], 'en'],
    ['ja', ['en-GB'], 'ja'],
    ['en', ['ja'], 'en'],
    ['tlh', ['ja'], 'ja'],
    ['toString', [], 'en'],
  ] as const)('chosen %s, preferred %j: %s', (chosen, preferred, language) => {
    expect(chooseLanguage(chosen, preferred)).toBe(language);
  });
});
