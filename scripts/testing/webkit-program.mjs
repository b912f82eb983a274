import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../terminal/failure.mjs';
import { canInstallDebianPackages, installDebianPackage } from '../toolchain/debian.mjs';
import { findOnPath } from '../toolchain/on-path.mjs';

/** Each program that the tests start, and the Debian package that has it. */
const PACKAGES = { WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb', 'dbus-run-session': 'dbus-daemon' };
/** Where distributions put it: below one of these, or below a folder of theirs for the machine's architecture. */
const LIBRARIES = ['/usr/lib', '/usr/libexec', '/usr/lib64'];

/**
 * Makes sure that there is a WebKit to drive: WebKitGTK's own small browser, with a screen and a bus of its own. Only Linux has it.
 *
 * @param {{ logDirectory: string }} options
 * @returns {Promise<string>} The browser's program.
 * @throws {Failure} With what to install.
 */
export async function ensureWebKit({ logDirectory }) {
  for (const [program, debianPackage] of Object.entries(PACKAGES)) {
    if (findOnPath([program]) === undefined) {
      if (!canInstallDebianPackages()) {
        throw missing();
      }
      await installDebianPackage(debianPackage, { logDirectory });
    }
  }
  const browser = await findMiniBrowser();
  if (browser === undefined) {
    throw missing();
  }
  return browser;
}

async function findMiniBrowser() {
  for (const library of LIBRARIES) {
    const inside = (await foldersIn(library)).map(name => join(library, name));
    const deeper = await Promise.all(inside.map(async folder => (await foldersIn(folder)).map(name => join(folder, name))));
    const program = [...inside, ...deeper.flat()]
      .filter(folder => /\/webkit2gtk-4\.[^/]*$/u.test(folder))
      .map(folder => join(folder, 'MiniBrowser'))
      .find(path => existsSync(path));
    if (program !== undefined) {
      return program;
    }
  }
  return undefined;
}

/** @param {string} folder @returns {Promise<readonly string[]>} Nothing where there is no such folder. */
async function foldersIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
}

function missing() {
  const packages = Object.values(PACKAGES).join(' ');
  return new Failure(
    `The tests drive WebKitGTK, and it was not found. Install it and start again: sudo apt install ${packages} (Debian, Ubuntu).`,
  );
}
