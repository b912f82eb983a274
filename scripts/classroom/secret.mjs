import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomBytes } from 'node:crypto';

/** @returns {string} A secret for a link or a header. */
function createSecret() {
  return randomBytes(18).toString('base64url');
}

/**
 * A secret that stays the same from start to start, so that yesterday's link works today.
 *
 * @param {string} file Readable by its owner only.
 * @returns {Promise<string>}
 */
export async function keepSecret(file) {
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known !== '') {
    return known;
  }
  const secret = createSecret();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
