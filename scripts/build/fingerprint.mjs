import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../project/paths.mjs';

const IGNORED = /^(?:node_modules|dist|__pycache__|\..*)$|\.test\.tsx?$|\.test\.mjs$/u;

/**
 * @param {readonly string[]} paths Files and directories, absolute.
 * @returns {string} A hash that changes when a file in them comes, goes or changes. Tests, hidden and generated files do not count.
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(listFiles).sort()) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  if (!existsSync(path)) {
    return [];
  }
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  const names = readdirSync(path).filter(name => !IGNORED.test(name));
  return names.flatMap(name => listFiles(join(path, name)));
}

/**
 * @param {string} stampFile
 * @param {string} mark
 * @returns {boolean} Whether the stamp holds this mark.
 */
export function isStamped(stampFile, mark) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === mark;
}

/**
 * @param {string} stampFile
 * @param {string} mark
 */
export function stamp(stampFile, mark) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, mark);
}
