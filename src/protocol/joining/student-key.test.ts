import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVisible, studentKey } from './student-key';

const text = string({ unit: 'binary', maxLength: 24 });

describe('the key that student ids are compared by', () => {
  it.each([
    ['an accent typed as one character or as two', 'Zo\u00EB', 'Zoe\u0308'],
    ['kana typed with their mark apart', '\u30C0\u30A4', '\u30BF\u3099\u30A4'],
    ['case', 'Ada', 'aDA'],
    ['the sharp s', 'Strauß', 'STRAUSS'],
    ['the last sigma', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['a zero-width space', 'a\u200Bda', 'ada'],
    ['a mark of direction', '\u202Eada\u202C', 'ada'],
    ['a soft hyphen', 'a\u00ADda', 'ada'],
    ['a Hangul filler', 'ada\u3164', 'ada'],
    ['a tag', 'ada\u{E0061}', 'ada'],
    ['a wide or a second space', 'ada\u3000lovelace', 'ada  lovelace'],
  ])('is not changed by %s', (_what, one, other) => {
    expect(studentKey(one)).toBe(studentKey(other));
  });

  it.each([
    ['e', 'é'],
    ['s1', 's10'],
    ['田中', '田村'],
    ['ハ', 'パ'],
    ['a da', 'ada'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(studentKey(one)).not.toBe(studentKey(other));
  });

  it('is its own key, whatever the text', () => {
    assert(
      property(text, id => {
        expect(studentKey(studentKey(id))).toBe(studentKey(id));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same for every way to write a text', () => {
    assert(
      property(text, id => {
        expect([studentKey(id.normalize('NFD')), studentKey(id.normalize('NFC'))]).toEqual([studentKey(id), studentKey(id)]);
      }),
      { numRuns: 2000 },
    );
  });

  it('holds nothing that nobody sees, and is empty for a text of nothing else', () => {
    assert(
      property(text, id => !/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u.test(studentKey(id))),
      { numRuns: 2000 },
    );
    expect(studentKey('\u200B\u202E\u2066 ')).toBe('');
  });
});

describe('an id', () => {
  it.each(['', ' ', '\u200B', '\u202E\u202C', '\u3164', '\u2800', '\u0301', '\u{E0061}', '\u00A0\u3000'])('is not visible as %j', id => {
    expect(isVisible(id)).toBe(false);
  });

  it.each(['a', '0', '-', '田', '😀', 'a\u200B', 'é'])('is visible as %j', id => {
    expect(isVisible(id)).toBe(true);
  });
});
