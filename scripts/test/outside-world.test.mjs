import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../project/paths.mjs';
import { findProjectNode } from '../toolchain/node.mjs';

/** A house of one room each, under the rules of the real one. Inside the project, so that the configuration finds its library. */
const HOUSE = inProject('.test', 'walls');

/** @param {string} file @param {string} code */
async function build(file, code) {
  await mkdir(dirname(join(HOUSE, file)), { recursive: true });
  await writeFile(join(HOUSE, file), code);
}

/** @param {string} file */
async function lint(file) {
  const program = inProject('node_modules', 'oxlint', 'bin', 'oxlint');
  const args = [program, '-c', 'oxlint.config.mts', '--disable-nested-config', '--no-ignore', '--format', 'unix', file];
  const { stdout } = await promisify(execFile)(findProjectNode(), args, { cwd: HOUSE }).catch(error => error);
  return String(stdout);
}

beforeAll(async () => {
  await mkdir(HOUSE, { recursive: true });
  await cp(inProject('oxlint.config.mts'), join(HOUSE, 'oxlint.config.mts'));
});
afterAll(() => rm(HOUSE, { recursive: true, force: true }));

describe('the outside world', () => {
  it.each([
    ['src/delivery/clock.ts', 'export const now = Date.now();', 'no-restricted-properties'],
    ['src/delivery/dice.ts', 'export const dice = Math.random();', 'no-restricted-properties'],
    ['src/client/timer.ts', 'setTimeout(() => undefined, 1);', 'no-restricted-globals'],
    ['server-stub/src/ingest/environment.ts', 'export const home = process.env.HOME;', 'no-restricted-properties'],
  ])('may not be touched in %s: %s', async (file, code, rule) => {
    await build(file, `${code}\n`);
    expect(await lint(file)).toContain(rule);
  });

  it.each([['src/platform/clock.ts', 'export const now = Date.now();']])('may be touched in %s: %s', async (file, code) => {
    await build(file, `${code}\n`);
    expect(await lint(file)).not.toContain('no-restricted');
  });
});
