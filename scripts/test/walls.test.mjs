import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inProject } from '../project/paths.mjs';
import { findBreaches, findCrowds, findUnusedDoors } from '../walls/check.mjs';
import { CODE_FOLDERS, HOUSE } from '../walls/house.mjs';
import { findAllCircles, isTest, listCode, readImports } from '../walls/imports.mjs';
import { drawTables, putTables } from '../walls/table.mjs';

/** @type {string[]} */
const built = [];
afterEach(() => built.splice(0).forEach(root => rmSync(root, { recursive: true })));

/** @param {Readonly<Record<string, string>>} code by path */
function build(code) {
  const root = mkdtempSync(join(tmpdir(), 'house-'));
  built.push(root);
  for (const [path, text] of Object.entries(code)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const files = listCode(['src'], root);
  return { files, imports: readImports(files, root) };
}

/** A house of two floors: `upper` stands on `lower`. */
const TWO_FLOORS = {
  'src/upper': { holds: 'what stands above', imports: ['src/lower', '@scope/*'] },
  'src/lower': { holds: 'what carries it', imports: [] },
};
const GOOD = { 'src/upper/a.ts': "import { b } from '../lower/b';\nexport const a = b;", 'src/lower/b.ts': 'export const b = 1;' };

describe('the walls of the house', () => {
  const files = listCode(CODE_FOLDERS);
  const imports = readImports(files);
  const product = imports.filter(({ from }) => !isTest(from));

  it('hold: every import goes where its folder may go, and every folder has its row', () => {
    expect(findBreaches({ files, imports, house: HOUSE })).toEqual([]);
  });

  it('have no door that nobody uses', () => {
    expect(findUnusedDoors({ imports, house: HOUSE })).toEqual([]);
  });

  it('leave no circle of files or folders', () => {
    expect(findAllCircles(product)).toEqual([]);
  });

  it('enclose rooms that one can take in: few siblings, and files that one can see whole', () => {
    expect(findCrowds(files)).toEqual([]);
  });

  it('are shown in docs/architecture.md as they are', () => {
    const page = readFileSync(inProject('docs', 'architecture.md'), 'utf8');
    expect(putTables(page, drawTables())).toBe(page);
  });
});

describe('a house of two floors', () => {
  it('stands', () => {
    expect(findBreaches({ ...build(GOOD), house: TWO_FLOORS })).toEqual([]);
  });

  it.each([
    ['an import upwards', { 'src/lower/c.ts': "export { a } from '../upper/a';" }, 'src/lower/c.ts imports src/upper/a.ts'],
    [
      'a type import upwards',
      { 'src/lower/c.ts': "import type { A } from '../upper/a';" },
      'src/lower/c.ts imports a type of src/upper/a.ts',
    ],
    ['a type in place', { 'src/lower/c.ts': "export type A = import('../upper/a').A;" }, 'src/lower/c.ts imports a type of src/upper/a.ts'],
    [
      'an import while it runs',
      { 'src/lower/c.ts': "export const a = () => import('../upper/a');" },
      'src/lower/c.ts imports src/upper/a.ts',
    ],
    ['a package that is not its own', { 'src/lower/c.ts': "export * from 'node:fs';" }, 'src/lower/c.ts imports node:*'],
    ['a folder without a row', { 'src/new/c.ts': '' }, 'src/new has no row'],
    [
      'a test in the product',
      { 'src/upper/c.ts': "export * from './a.test';", 'src/upper/a.test.ts': '' },
      'src/upper/c.ts imports the test src/upper/a.test.ts',
    ],
  ])('falls with %s', (_, code, breach) => {
    expect(findBreaches({ ...build({ ...GOOD, ...code }), house: TWO_FLOORS })).toEqual([breach]);
  });

  it('falls with a row without a folder', () => {
    const house = { ...TWO_FLOORS, 'src/gone': { holds: '', imports: [] } };
    expect(findBreaches({ ...build(GOOD), house })).toEqual(['the row src/gone has no folder']);
  });

  it('lets a test reach into any room', () => {
    const code = { ...GOOD, 'src/lower/b.test.ts': "import '../upper/a';" };
    expect(findBreaches({ ...build(code), house: TWO_FLOORS })).toEqual([]);
  });

  it('lets a family of packages in by one name', () => {
    const code = { ...GOOD, 'src/upper/c.ts': "export * from '@scope/name/sub';" };
    expect(findBreaches({ ...build(code), house: TWO_FLOORS })).toEqual([]);
  });

  it('names a door that leads nowhere', () => {
    const { imports } = build(GOOD);
    expect(findUnusedDoors({ imports, house: TWO_FLOORS })).toEqual(['src/upper may import @scope/* and does not']);
  });
});

describe('a circle', () => {
  /** @param {Readonly<Record<string, string>>} code */
  const circlesIn = code => findAllCircles(build(code).imports);

  it('of files is found', () => {
    const circles = circlesIn({ 'src/a.ts': "export * from './b';", 'src/b.ts': "import type { A } from './a';" });
    expect(circles).toEqual([['src/a.ts', 'src/b.ts']]);
  });

  it('of folders is found where no file is in one', () => {
    const code = {
      'src/a/one.ts': "export * from '../b/one';",
      'src/b/two.ts': "export * from '../a/two';",
      'src/a/two.ts': '',
      'src/b/one.ts': '',
    };
    expect(circlesIn(code)).toContainEqual(['src/a', 'src/b']);
  });

  it('of a folder and one below it is found', () => {
    const code = { 'src/a/one.ts': "export * from './below/one';", 'src/a/two.ts': '', 'src/a/below/one.ts': "export * from '../two';" };
    expect(circlesIn(code)).toContainEqual(['src/a', 'src/a/below']);
  });

  it('of wings is found where no room is in one', () => {
    const code = {
      'src/a/x/one.ts': "export * from '../../b/x/one';",
      'src/b/x/one.ts': '',
      'src/b/y/two.ts': "export * from '../../a/y/two';",
      'src/a/y/two.ts': '',
    };
    expect(circlesIn(code)).toEqual([['src/a', 'src/b']]);
  });
});
