import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';

import { normaliseSource, placeholderHash } from './placeholder-hash';

it.each([
  ['line ends of any system', 'a\r\nb\rc\n', 'a\nb\nc'],
  ['white space at the ends of lines', 'a  \n\tb\t\n', 'a\n\tb'],
  ['blank lines around it, and none within', '\n \na\n\nb\n\n', 'a\n\nb'],
  ['nothing', ' \n ', ''],
])('a source is read without %s', (_, source, expected) => {
  expect(normaliseSource(source)).toBe(expected);
});

it('normalising twice changes nothing more', () => {
  assert(
    property(string({ unit: 'grapheme' }), source => {
      expect(normaliseSource(normaliseSource(source))).toBe(normaliseSource(source));
    }),
  );
});

it('a hash is the start of the SHA-256 of the text as UTF-8', () => {
  // printf 'x = 1' | sha256sum; printf 'é' | sha256sum
  expect(placeholderHash('x = 1 \r\n')).toBe('8ff436def1451285');
  expect(placeholderHash('é')).toBe('4a99557e4033c353');
});
