/** The walls of the house as data: every folder that holds code has a row. docs/architecture.md shows it, scripts/test/walls.test.mjs holds the code to it. */
import { DASHBOARD } from './parts/dashboard.mjs';
import { EXTENSION } from './parts/extension.mjs';
import { PROGRAMS } from './parts/programs.mjs';
import { SERVER } from './parts/server.mjs';

/**
 * Rows of a part, by folder: what lives there, and what it may import, divided by spaces. A folder is named from the part's root (`.`), or with `/` from
 * the project's; it means that folder alone, without those below it. `npm:NAME` is a package, and `*` at the end a family of them; `node:*` is Node itself.
 * @typedef {Readonly<Record<string, readonly [holds: string, imports: string]>>} Rows
 */

/** @type {readonly { title: string, root: string, rows: Rows }[]} */
export const PARTS = [
  { title: 'The extension', root: 'src', rows: EXTENSION },
  { title: 'The server', root: 'server-stub/src', rows: SERVER },
  { title: 'The dashboard', root: 'server-stub/web', rows: DASHBOARD },
  { title: 'What tests, measures and starts them', root: '', rows: PROGRAMS },
];

/** Where code of ours is looked for. */
export const CODE_FOLDERS = ['src', 'server-stub', 'simulation', 'harness', 'bench', 'resilience', 'scripts', 'ui-tests'];

/** Files of code in one folder, and lines of one file, that a newcomer can take in. */
export const MAX_SIBLINGS = 15;
export const MAX_LINES = 250;
/** As many files may be longer, each with a reason in its first line: `Long, because …`. */
export const MAX_LONG_FILES = 3;

/** @param {string} root @param {string} name */
function folderNamed(root, name) {
  if (name.startsWith('/')) {
    return name.slice(1);
  }
  return name === '.' ? root : [root, name].filter(part => part !== '').join('/');
}

/** @param {string} root @param {string} name */
function importNamed(root, name) {
  if (name.startsWith('node:')) {
    return name;
  }
  return name.startsWith('npm:') ? name.slice('npm:'.length) : folderNamed(root, name);
}

/** @type {import('./check.mjs').House} */
export const HOUSE = Object.fromEntries(
  PARTS.flatMap(({ root, rows }) =>
    Object.entries(rows).map(([folder, [holds, imports]]) => [
      folderNamed(root, folder),
      {
        holds,
        imports: imports
          .split(' ')
          .filter(Boolean)
          .map(name => importNamed(root, name)),
      },
    ]),
  ),
);
