import { existsSync } from 'node:fs';
import { Failure } from '../terminal/failure.mjs';
import { canInstallDebianPackages, installDebianPackage } from '../toolchain/debian.mjs';
import { findOnPath } from '../toolchain/on-path.mjs';

const SYSTEM_NAMES = ['firefox-esr', 'firefox'];
const MAC_FIREFOX = '/Applications/Firefox.app/Contents/MacOS/firefox';
const DEBIAN_PACKAGE = 'firefox-esr';

/**
 * Makes sure that there is a Firefox as students have it: the system's own, not one that was changed for tests.
 *
 * @param {{ logDirectory: string }} options
 * @returns {Promise<string>} Its program.
 * @throws {Failure} With what to install.
 */
export async function ensureFirefox({ logDirectory }) {
  if (findFirefox() === undefined && canInstallDebianPackages()) {
    await installDebianPackage(DEBIAN_PACKAGE, { logDirectory });
  }
  const program = findFirefox();
  if (program === undefined) {
    throw new Failure(
      `The tests drive Firefox, and it was not found. Get it from https://www.mozilla.org/firefox/ (on Debian: sudo apt install ${DEBIAN_PACKAGE}) and start again.`,
    );
  }
  return program;
}

function findFirefox() {
  return findOnPath(SYSTEM_NAMES) ?? (existsSync(MAC_FIREFOX) ? MAC_FIREFOX : undefined);
}
