import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../terminal/failure.mjs';

/** @typedef {{ name: string, version: string, identifier?: string | null, text?: string }} Notice A library, its licence's SPDX name and its words; either may be missing. */

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u;
const LICENCE_FILE = /^(?:licen[cs]e|copying)(?:[.-].*)?$/iu;

/**
 * @param {readonly string[]} inputs Files of a bundle.
 * @param {string} directory That they are named from.
 * @returns {Notice[]} The libraries among them.
 */
export function noticesOf(inputs, directory) {
  const folders = new Set(inputs.map(input => PACKAGE_FOLDER.exec(input)?.[0]).filter(folder => folder !== undefined));
  return [...folders].map(folder => readNotice(join(directory, folder)));
}

/**
 * @param {string} folder
 * @returns {Notice}
 */
function readNotice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(entry => LICENCE_FILE.test(entry));
  return { name, version, identifier: license ?? null, text: file === undefined ? '' : readFileSync(join(folder, file), 'utf8') };
}

/**
 * @param {string} file As Vite's `build.license` writes it.
 * @returns {Notice[]}
 */
export function readNotices(file) {
  if (!existsSync(file)) {
    throw new Failure(`There is no ${file}: the dashboard was built without the licences of its libraries.`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * @param {readonly Notice[]} notices
 * @returns {string} What is delivered beside a bundle: every library once, with its licence.
 * @throws {Failure} If a library says nothing of its licence: it may not be delivered then.
 */
export function describeNotices(notices) {
  const byName = new Map(notices.map(notice => [`${notice.name} ${notice.version}`, notice]));
  const titles = [...byName.keys()].sort();
  const parts = titles.map(title => {
    const { identifier = null, text = '' } = /** @type {Notice} */ (byName.get(title));
    if (identifier === null && text.trim() === '') {
      throw new Failure(`${title} is bundled, and says nothing of its licence.`);
    }
    return `${title}\nLicense: ${identifier ?? 'see below'}\n\n${text.trim()}`.trim();
  });
  return `This program contains the following libraries.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
