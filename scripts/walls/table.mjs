/** The walls as tables for people: docs/architecture.md shows them, a test holds the page to the data. */
import { PARTS } from './house.mjs';

const START = '<!-- The walls: made by `npm run walls -- --write` from scripts/walls/house.mjs. -->';
const END = '<!-- End of the walls. -->';

/** A table for each part of the house. */
export function drawTables() {
  const sections = PARTS.map(({ title, root, rows }) => {
    const lines = Object.entries(rows).map(([folder, [holds, imports]]) => `| \`${folder}\` | ${holds} | ${showImports(imports)} |`);
    const place = root === '' ? '' : `: \`${root}/\``;
    return [`#### ${title}${place}`, '', '| folder | what lives there | may import |', '| --- | --- | --- |', ...lines].join('\n');
  });
  return [START, ...sections, END].join('\n\n');
}

/** @param {string} imports */
const showImports = imports =>
  imports === ''
    ? 'nothing'
    : imports
        .split(' ')
        .map(name => `\`${name.replace(/^npm:/u, '')}\``)
        .join(' ');

/** The page with the tables in their place. @param {string} page @param {string} tables */
export function putTables(page, tables) {
  const [before, rest] = page.split(START);
  const [, after] = (rest ?? '').split(END);
  if (before === undefined || after === undefined) {
    throw new Error('docs/architecture.md has no place for the walls');
  }
  return before + tables + after;
}
