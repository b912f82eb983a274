import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint, isStamped, stamp } from '../build/fingerprint.mjs';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  mkdirSync(join(directory, 'src'));
  writeFileSync(join(directory, 'src', 'a.ts'), 'one');
});

afterEach(() => rmSync(directory, { recursive: true }));

const mark = () => fingerprint([join(directory, 'src')]);

it('stays the same while nothing changes', () => {
  expect(mark()).toBe(mark());
});

it.each([
  ['a file changes', () => writeFileSync(join(directory, 'src', 'a.ts'), 'two')],
  ['a file comes', () => writeFileSync(join(directory, 'src', 'b.ts'), '')],
  ['a file goes', () => rmSync(join(directory, 'src', 'a.ts'))],
])('changes when %s', (_, change) => {
  const before = mark();
  change();
  expect(mark()).not.toBe(before);
});

it('does not change with what is no part of the product', () => {
  const before = mark();
  for (const name of ['a.test.ts', '.hidden']) {
    writeFileSync(join(directory, 'src', name), 'x');
  }
  mkdirSync(join(directory, 'src', 'dist'));
  writeFileSync(join(directory, 'src', 'dist', 'a.mjs'), 'x');
  expect(mark()).toBe(before);
});

it('is known again by its stamp', () => {
  const file = join(directory, 'cache', 'stamp');
  expect(isStamped(file, 'mark')).toBe(false);
  stamp(file, 'mark');
  expect(isStamped(file, 'mark')).toBe(true);
  expect(isStamped(file, 'another')).toBe(false);
});
