import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TEXT_FUNCTIONS } from './text-functions';
import { BAD_PATTERNS, flawOfFunction, flawOfPattern, productPatterns, QUICK } from './text-work';

/** A quadratic one takes a second for each text that shows it. */
const TIMEOUT_MS = 60_000;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = productPatterns(ROOT);

/** Files that build patterns from texts, each with why it is safe. */
const BUILDERS: Readonly<Record<string, string>> = {
  'error-message.ts': 'literal words; among the functions below',
  'mask-words.ts': 'literal words with bounded gaps; among the functions below',
  'mask.ts': 'bounded; among the functions below',
  'not-found.ts': 'addresses of ours, with bounded parts',
  'redis-failure.ts': 'words of ours, one after the other',
};

describe('the work of every pattern in the source grows with the length of the text', () => {
  const patterns = FILES.flatMap(({ literals }) => literals);

  it.each(patterns)('$name', { timeout: TIMEOUT_MS }, pattern => {
    expect(flawOfPattern(pattern, QUICK)).toBeUndefined();
  });

  it('or, where it is built from texts, is looked at by hand', () => {
    expect(
      FILES.filter(({ built }) => built > 0)
        .map(({ file }) => basename(file))
        .toSorted(),
    ).toEqual(Object.keys(BUILDERS).toSorted());
  });

  it('and there are as many as anybody would think', () => {
    expect(patterns.length).toBeGreaterThan(80);
  });
});

describe('the work of every function that reads students’ texts grows with their length', () => {
  it.each(Object.entries(TEXT_FUNCTIONS))('%s', { timeout: TIMEOUT_MS }, (_, run) => {
    expect(flawOfFunction(run, QUICK)).toBeUndefined();
  });
});

describe('the measure', () => {
  it.each(BAD_PATTERNS)('finds %s', { timeout: TIMEOUT_MS }, pattern => {
    expect(flawOfPattern(pattern, QUICK)).toBeDefined();
  });
});
