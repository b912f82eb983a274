import { describe, expect, it } from 'vitest';

import { capText, safeText, stripAnsi } from './plain-text';

describe('terminal sequences', () => {
  it.each([
    ['\u001B[0;31mNameError\u001B[0m', 'NameError'],
    ['\u001B[38;5;28mbold\u001B[39m', 'bold'],
    ['\u001B]8;;http://example.org\u0007link\u001B]8;;\u0007', 'link'],
    ['\u001B]0;title\u001B\\text', 'text'],
    ['\u001B[2J\u001B[Hhome', 'home'],
    ['\u009B31mred', 'red'],
    ['cut \u001B', 'cut '],
    ['a[0] = b[1]', 'a[0] = b[1]'],
  ])('are taken out of %j', (text, expected) => {
    expect(stripAnsi(text)).toBe(expected);
  });

  it('cost no more than the text is worth', () => {
    const text = '\u001B]'.repeat(1_000_000);
    expect(safeText(text, { limit: 100, kind: 'prose', mask: [] })).toBe('');
  });
});

describe('a text that is too long', () => {
  it('is cut at its end or its start, with an ellipsis', () => {
    expect(capText('abcdef', 4)).toBe('abc…');
    expect(capText('abcdef', 4, 'end')).toBe('…def');
    expect(capText('abcd', 4)).toBe('abcd');
  });

  it('is never cut through a character', () => {
    expect(capText('ab😀cd', 4)).toBe('ab…');
    expect(capText('ab😀cd', 4, 'end')).toBe('…cd');
  });
});
