import { Failure } from '../terminal/failure.mjs';
import { canInstallDebianPackages, installDebianPackage } from '../toolchain/debian.mjs';
import { findOnPath } from '../toolchain/on-path.mjs';

/**
 * Makes sure that there is a redis-server for the tests to start: they use a real one.
 *
 * @param {{ logDirectory: string }} options
 * @returns {Promise<boolean>} Whether it was installed now.
 * @throws {Failure} With what to install.
 */
export async function ensureRedisProgram({ logDirectory }) {
  if (findOnPath(['redis-server']) !== undefined) {
    return false;
  }
  if (!canInstallDebianPackages()) {
    throw new Failure(
      'The tests start a real Redis, and redis-server was not found. Install it and start again: sudo apt install redis-server (Debian, Ubuntu), brew install redis (macOS).',
    );
  }
  await installDebianPackage('redis-server', { logDirectory });
  return true;
}
