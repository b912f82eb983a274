import { describe, expect, it } from 'vitest';
import { clip, clipMiddle, inert, inertLine } from './inert';

describe('text from elsewhere', () => {
  it('loses terminal colours', () => expect(inert('\u001B[0;31mNameError\u001B[0m')).toBe('NameError'));
  it('shows other control characters', () => expect(inert('a\u0000b\u0007\u001B]0;x\u0007')).toBe('a␀b␇␛]0;x␇'));
  it('cannot turn the reading direction around', () => expect(inert('exe\u202Efdp')).toBe('exe\uFFFDfdp'));
  it('keeps the lines and tabs of code', () => expect(inert('if x:\n\ty\r\n')).toBe('if x:\n\ty␍\n'));
  it('becomes one line', () => expect(inertLine('  a\r\n\n b\tc ', 80)).toBe('a b c'));
  it('stays as it is otherwise', () => expect(inert('<b>Zoé</b> 山田 👩🏽‍💻')).toBe('<b>Zoé</b> 山田 👩🏽‍💻'));

  it('is clipped with a sign, never inside a character', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(clip('ab👩xyz', 4)).toBe('ab…');
  });

  it('of any length costs little', () => expect(inertLine('x'.repeat(1_000_000), 10)).toHaveLength(10));
});

it('a long name keeps the end that tells it from others of its kind', () => {
  expect(clipMiddle('short', 10)).toBe('short');
  expect(clipMiddle('exercise about loops 17', 12)).toBe('exer…oops 17');
});
