import { existsSync } from 'node:fs';
import { runQuietly } from '../processes/quiet-command.mjs';

const APT = '/usr/bin/apt-get';

/** @returns {boolean} Whether this is a Debian (or its kin) on which we may install without asking: we are root. */
export function canInstallDebianPackages() {
  return process.getuid?.() === 0 && existsSync(APT);
}

/**
 * @param {string} name
 * @param {{ logDirectory: string }} options
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function installDebianPackage(name, { logDirectory }) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const logFile = `${logDirectory}/apt-${name}.log`;
  await runQuietly({ command: APT, args: ['update'], env, logFile, purpose: 'read the list of Debian packages' });
  await runQuietly({
    command: APT,
    args: ['install', '-y', '--no-install-recommends', name],
    env,
    logFile,
    purpose: `install the Debian package ${name}`,
  });
}
