/** `npm run walls`: what of the house is out of shape (circles, crowded folders, long files), and with a folder's name what that folder imports. */
import { readFileSync } from 'node:fs';
import { inProject } from './project/paths.mjs';
import { findAllCircles, folderOf, isTest, listCode, readImports } from './walls/imports.mjs';

const HOUSE = ['src', 'server-stub', 'simulation', 'harness', 'bench', 'resilience', 'scripts', 'ui-tests'];
const MAX_SIBLINGS = 15;
const MAX_LINES = 250;

const files = listCode(HOUSE).filter(file => !isTest(file));
const imports = readImports(files);
const write = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const [place] = process.argv.slice(2);

for (const circle of findAllCircles(imports)) {
  write(`circle of ${circle.length}: ${circle.join('  ')}`);
}
const perFolder = Map.groupBy(files, folderOf);
for (const [folder, siblings] of perFolder) {
  if (siblings.length > MAX_SIBLINGS) {
    write(`crowded: ${folder} has ${siblings.length} files of code`);
  }
}
for (const file of files) {
  const lines = readFileSync(inProject(file), 'utf8').split('\n').length;
  if (lines > MAX_LINES) {
    write(`long: ${file} has ${lines} lines`);
  }
}
if (place !== undefined) {
  for (const { from, to, isPackage } of imports) {
    const target = isPackage ? to : folderOf(to);
    if (from.startsWith(place) && !target.startsWith(place)) {
      write(`${from} imports ${to}`);
    }
  }
}
