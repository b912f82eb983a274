import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {readonly string[]} names Of programs, the best first.
 * @returns {string | undefined} The full path of the first that is installed.
 */
export function findOnPath(names) {
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap(name => directories.map(directory => join(directory, name))).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
