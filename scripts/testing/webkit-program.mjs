import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { Failure } from '../terminal/failure.mjs';
import { canInstallDebianPackages, installDebianPackage } from '../toolchain/debian.mjs';
import { findOnPath } from '../toolchain/on-path.mjs';

/** Each program that the tests start, and the Debian package that has it. */
const PACKAGES = { WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb', 'dbus-run-session': 'dbus-daemon' };
const MINI_BROWSERS = '/usr/{lib,libexec,lib64}/{*/,}webkit2gtk-4.*/MiniBrowser';

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
  for await (const program of glob(MINI_BROWSERS)) {
    if (existsSync(program)) {
      return program;
    }
  }
  return undefined;
}

function missing() {
  const packages = Object.values(PACKAGES).join(' ');
  return new Failure(
    `The tests drive WebKitGTK, and it was not found. Install it and start again: sudo apt install ${packages} (Debian, Ubuntu).`,
  );
}
