/** Holds the imports of the house against its walls. */
import { readFileSync } from 'node:fs';
import { inProject } from '../project/paths.mjs';
import { MAX_LINES, MAX_LONG_FILES, MAX_SIBLINGS } from './house.mjs';
import { isTest, folderOf } from './imports.mjs';

/** @typedef {import('./imports.mjs').Import} Import */

/**
 * A room: a folder that holds code, what lives there, and what it may import: folders (each for itself, without those below it) and packages.
 * @typedef {{ holds: string, imports: readonly string[] }} Room
 * @typedef {Readonly<Record<string, Room>>} House Rooms by folder.
 */

/** Scoped packages of one family are one name: `@jupyterlab/*`. @param {string} name @param {string} pattern */
const matches = (name, pattern) => name === pattern || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));

/**
 * What is wrong, a sentence each: a folder without a row, a row without a folder, an import that no row allows, a product file that imports a test.
 * Tests may reach into any room.
 * @param {{ files: readonly string[], imports: readonly Import[], house: House }} given
 * @returns {string[]}
 */
export function findBreaches({ files, imports, house }) {
  const product = files.filter(file => !isTest(file));
  const folders = new Set(product.map(folderOf));
  const withoutRow = [...folders].filter(folder => house[folder] === undefined).map(folder => `${folder} has no row`);
  const withoutFolder = Object.keys(house)
    .filter(folder => !folders.has(folder))
    .map(folder => `the row ${folder} has no folder`);
  const breaches = imports.filter(({ from }) => !isTest(from)).flatMap(found => judge(found, house[folderOf(found.from)]));
  return [...withoutRow, ...withoutFolder, ...breaches];
}

/** @param {Import} found @param {Room | undefined} room @returns {string[]} */
function judge({ from, to, isPackage, isType }, room) {
  const target = isPackage ? to : folderOf(to);
  if (!isPackage && isTest(to)) {
    return [`${from} imports the test ${to}`];
  }
  const isAllowed = target === folderOf(from) || room?.imports.some(pattern => matches(target, pattern)) === true;
  return isAllowed ? [] : [`${from} imports ${isType ? 'a type of ' : ''}${to}`];
}

/**
 * Rows that allow what nobody imports: a wall with a door that leads nowhere.
 * @param {{ imports: readonly Import[], house: House }} given
 */
export function findUnusedDoors({ imports, house }) {
  /** @type {Map<string, Set<string>>} */
  const used = new Map();
  for (const { from, to, isPackage } of imports.filter(({ from }) => !isTest(from))) {
    const folder = folderOf(from);
    used.set(folder, (used.get(folder) ?? new Set()).add(isPackage ? to : folderOf(to)));
  }
  return Object.entries(house).flatMap(([folder, { imports: allowed }]) =>
    allowed
      .filter(pattern => ![...(used.get(folder) ?? [])].some(target => matches(target, pattern)))
      .map(pattern => `${folder} may import ${pattern} and does not`),
  );
}

/**
 * Rooms that one cannot take in: folders with too many files of code, files that are too long without saying why, and too many that do.
 * @param {readonly string[]} files
 * @returns {string[]} a sentence each
 */
export function findCrowds(files) {
  const product = files.filter(file => !isTest(file));
  const crowded = [...Map.groupBy(product, folderOf)]
    .filter(([, siblings]) => siblings.length > MAX_SIBLINGS)
    .map(([folder, siblings]) => `${folder} has ${siblings.length} files of code`);
  const long = product
    .map(file => ({ file, text: readFileSync(inProject(file), 'utf8') }))
    .filter(({ text }) => text.split('\n').length > MAX_LINES);
  const unexplained = long.filter(({ text }) => !text.startsWith('/** Long')).map(({ file }) => `${file} is long and does not say why`);
  const tooMany = long.length > MAX_LONG_FILES ? [`${long.length} files are long: ${long.map(({ file }) => file).join(', ')}`] : [];
  return [...crowded, ...unexplained, ...tooMany];
}
