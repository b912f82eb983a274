import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgress, formatSeconds } from '../terminal/progress.mjs';
import { describeCounts, readPlaywrightCounts, readVitestCounts } from '../testing/counts.mjs';

describe('progress', () => {
  /** @param {number[]} times */
  const tell = times => {
    const written = /** @type {string[]} */ ([]);
    const progress = createProgress({ total: 2, write: text => void written.push(text), nowMs: () => times.shift() ?? 0 });
    return { progress, text: () => written.join('') };
  };

  it('is a line for each step, with its time and its ending', async () => {
    const { progress, text } = tell([0, 1500, 2000, 2100]);
    expect(await progress.step('Build', async () => 'built')).toBe('built');
    await progress.step('Install', async () => progress.endWith('up to date'));
    expect(text()).toBe('[1/2] Build … done (1.5 s)\n[2/2] Install … up to date (0.1 s)\n');
  });

  it('says which step failed', async () => {
    const { progress, text } = tell([0, 200]);
    await expect(progress.step('Build', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(text()).toBe('[1/2] Build … failed (0.2 s)\n');
  });
});

it.each([
  [0, '0.0 s'],
  [9940, '9.9 s'],
  [12_400, '12 s'],
  [59_400, '59 s'],
  [125_000, '2 min 05 s'],
])('writes %i ms as %s', (milliseconds, text) => {
  expect(formatSeconds(milliseconds)).toBe(text);
});

describe('the closing line of the tests', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'counts-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** @param {unknown} report */
  const write = report => {
    const file = join(directory, 'report.json');
    writeFileSync(file, JSON.stringify(report));
    return file;
  };
  const clean = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, numFailedTestSuites: 0 };

  it('adds up what ran', async () => {
    const unit = await readVitestCounts(write(clean));
    const browser = await readPlaywrightCounts(write({ stats: { expected: 4, unexpected: 1, flaky: 0, skipped: 0 } }));
    expect(describeCounts([unit, browser])).toBe('14 passed, 1 failed, 1 skipped');
  });

  it('counts a file that fails before its first test', async () => {
    const counts = await readVitestCounts(write({ ...clean, numFailedTestSuites: 1 }));
    expect(counts.failed).toBe(1);
  });

  it('is made of zeros when nothing ran', async () => {
    const nowhere = join(directory, 'none.json');
    expect(describeCounts([await readVitestCounts(nowhere), await readPlaywrightCounts(nowhere)])).toBe('0 passed, 0 failed');
  });
});
