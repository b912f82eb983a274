import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root directory. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {readonly string[]} parts
 * @returns {string} A path inside the project, for the machine at hand.
 */
export function inProject(...parts) {
  return join(ROOT, ...parts);
}
