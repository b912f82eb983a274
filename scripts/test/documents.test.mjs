import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProject, ROOT } from '../project/paths.mjs';

const PAGES = globSync(['*.md', 'docs/**/*.md', 'python-server/*.md'], { cwd: ROOT });
const SCRIPTS = new Set(Object.keys(JSON.parse(readFileSync(inProject('package.json'), 'utf8')).scripts));

/** What a path in a page begins with when it is one of the project's: the rest are a server's, or examples. */
const FOLDERS =
  /^(?:src|server-stub|simulation|harness|bench|resilience|ui-tests|python-tests|scripts|jupyterlab_cell_monitor|docs|schema|style|python-server)\//u;

/** @param {string} page */
const read = page => readFileSync(inProject(page), 'utf8');

/** @param {string} page @returns what GitHub calls its headings in an address */
const anchorsOf = page =>
  [...read(page).matchAll(/^#+ (?<heading>.*)$/gmu)].map(({ groups }) =>
    (groups?.['heading'] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );

/** @param {string} page */
function brokenLinks(page) {
  return [...read(page).matchAll(/\]\((?!https?:|mailto:)(?<path>[^)#\s]*)(?:#(?<anchor>[^)\s]*))?\)/gu)].flatMap(
    ([, path = '', anchor]) => {
      const target = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
      const isThere = existsSync(inProject(target)) && (anchor === undefined || anchorsOf(target).includes(anchor));
      return isThere ? [] : [`${path}${anchor === undefined ? '' : `#${anchor}`}`];
    },
  );
}

/** @param {string} page @returns the paths of the project's files in code, that are nowhere; patterns stand for a file of theirs at least */
function missingFiles(page) {
  const paths = [...read(page).matchAll(/`(?<path>[\w./{},*-]+\/[\w./{},*-]*)`/gu)].flatMap(([, path]) => path ?? []);
  return paths.filter(
    path => FOLDERS.test(path) && !/\/dist\/|cell-monitor\.env|\/WING$/u.test(path) && globSync(path, { cwd: ROOT }).length === 0,
  );
}

/** @param {string} page */
function unevenTables(page) {
  /** @type {number | undefined} */
  let columns;
  return read(page)
    .split('\n')
    .filter(line => {
      const cells = /^\s*\|/u.test(line) ? line.replaceAll(/\\\||`[^`]*`/gu, '').split('|').length : undefined;
      const isUneven = cells !== undefined && columns !== undefined && cells !== columns;
      columns = cells === undefined ? undefined : (columns ?? cells);
      return isUneven;
    });
}

describe.each(PAGES)('%s', page => {
  it('leads to pages, headings and files that are there', () => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it('names files of the project that are there', () => {
    expect(missingFiles(page)).toEqual([]);
  });

  it('names npm scripts that are there', () => {
    const named = [...read(page).matchAll(/npm run (?:--silent )?(?<script>[a-z][a-z:-]*)/gu)].flatMap(([, script]) => script ?? []);
    expect(named.filter(script => !SCRIPTS.has(script))).toEqual([]);
  });

  it('has tables whose rows have every column: what is too much is not shown', () => {
    expect(unevenTables(page)).toEqual([]);
  });
});
