import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../project/paths.mjs';

const run = promisify(execFile);
const FILES = ['package.json', 'package-lock.json', 'server-stub/package.json', 'ui-tests/package.json', 'scripts'];

/** @type {string} */
let clone;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'cell-monitor-version-'));
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

/** As from a person's shell, and not from within a script of npm's. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_')));

/** @param {string} command @param {string[]} args */
const inClone = (command, ...args) => run(command, args, { cwd: clone, env });

it('npm version gives all packages and the lock file the new version, and nothing is left to commit', async () => {
  mkdirSync(join(clone, 'server-stub'));
  mkdirSync(join(clone, 'ui-tests'));
  for (const file of FILES) {
    cpSync(join(ROOT, file), join(clone, file), { recursive: true });
  }
  await inClone('git', 'init', '--quiet');
  await inClone('git', 'config', 'user.email', 'ada@example.org');
  await inClone('git', 'config', 'user.name', 'Ada');
  await inClone('git', 'add', '--all');
  await inClone('git', 'commit', '--quiet', '--message', 'before');
  await inClone('npm', 'version', '7.8.9');

  /** @param {string} file */
  const read = file => JSON.parse(readFileSync(join(clone, file), 'utf8'));
  const lock = read('package-lock.json');
  const versions = [read('package.json'), read('server-stub/package.json'), lock, lock.packages[''], lock.packages['server-stub']];
  expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 5 }, () => '7.8.9'));
  expect((await inClone('git', 'status', '--porcelain')).stdout.split('\n').filter(line => !line.endsWith('.build/'))).toEqual(['']);
  expect((await inClone('git', 'tag')).stdout).toBe('v7.8.9\n');
}, 60_000);
