import { spawnSync } from 'node:child_process';
import { canInstallDebianPackages, installDebianPackage } from '../toolchain/debian.mjs';
import { findOnPath } from '../toolchain/on-path.mjs';

/**
 * Makes sure that a browser has letters for Japanese: without them it draws boxes, and a picture or a measured width says nothing of the page.
 * Nothing is done where the system cannot be asked (macOS and Windows bring such a font).
 *
 * @param {{ logDirectory: string }} options
 * @returns {Promise<boolean>} Whether Japanese can be drawn, as far as is known.
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function ensureJapaneseFont({ logDirectory }) {
  if (hasJapaneseFont() !== false) {
    return true;
  }
  if (!canInstallDebianPackages()) {
    return false;
  }
  await installDebianPackage('fonts-noto-cjk', { logDirectory });
  return true;
}

/** @returns {boolean | undefined} undefined where there is no fontconfig to ask. */
function hasJapaneseFont() {
  const fontList = findOnPath(['fc-list']);
  return fontList === undefined ? undefined : spawnSync(fontList, [':lang=ja', 'file'], { encoding: 'utf8' }).stdout.trim() !== '';
}
