import { expect, it } from 'vitest';
import { isNestedBeyond } from './json-depth';

const isDeep = (json: string, limit: number): boolean => isNestedBeyond(Buffer.from(json), limit);

it('counts how deep objects and arrays nest', () => {
  expect(isDeep('[{"a":[1]},[]]', 3)).toBe(false);
  expect(isDeep('[{"a":[1]},[]]', 2)).toBe(true);
  expect(isDeep('[[],[],[],[]]', 2)).toBe(false);
});

it('takes brackets in text for text', () => {
  expect(isDeep(String.raw`["[[[[","\"[[[[","\\",[]]`, 2)).toBe(false);
  expect(isDeep(String.raw`["\\",[["{"]]]`, 2)).toBe(true);
});

it('looks no further than it must', () => {
  expect(isDeep('['.repeat(1_000_000), 10)).toBe(true);
});
