/**
 * `npm run walls`: what of the house is out of shape (breaches of its walls, circles, crowded folders, long files), and with a folder's name what
 * that folder imports from outside. `npm run walls -- --write` puts the tables into docs/architecture.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project/paths.mjs';
import { findBreaches, findCrowds, findUnusedDoors } from './walls/check.mjs';
import { CODE_FOLDERS, HOUSE } from './walls/house.mjs';
import { findAllCircles, folderOf, isTest, listCode, readImports } from './walls/imports.mjs';
import { drawTables, putTables } from './walls/table.mjs';

const files = listCode(CODE_FOLDERS).filter(file => !isTest(file));
const imports = readImports(files);
const write = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const [place] = process.argv.slice(2);

for (const breach of [...findBreaches({ files, imports, house: HOUSE }), ...findUnusedDoors({ imports, house: HOUSE })]) {
  write(`wall: ${breach}`);
}
for (const circle of findAllCircles(imports)) {
  write(`circle of ${circle.length}: ${circle.join('  ')}`);
}
for (const crowd of findCrowds(files)) {
  write(`crowd: ${crowd}`);
}
if (place === '--write') {
  const page = inProject('docs', 'architecture.md');
  writeFileSync(page, putTables(readFileSync(page, 'utf8'), drawTables()));
} else if (place !== undefined) {
  for (const { from, to, isPackage } of imports) {
    const target = isPackage ? to : folderOf(to);
    if (from.startsWith(place) && !target.startsWith(place)) {
      write(`${from} imports ${to}`);
    }
  }
}
