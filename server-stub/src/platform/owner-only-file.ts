import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Makes the folder, closed to everybody else, unless it is there. */
export function makeOwnerOnlyFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: OWNER_ONLY_FOLDER });
}

/**
 * The text of a secret's file. Makes it from `generate` the first time, never over a file that is there,
 * and closes it to everybody but its owner.
 */
export function readOrGenerateSecret(path: string, generate: () => string): { readonly text: string; readonly isNew: boolean } {
  try {
    writeFileSync(path, generate(), { flag: 'wx', mode: OWNER_ONLY_FILE });
    return { text: readFileSync(path, 'utf8'), isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
  chmodSync(path, OWNER_ONLY_FILE);
  return { text: readFileSync(path, 'utf8'), isNew: false };
}

/** Writes a file for its owner alone. @returns false, having written nothing, when there is one */
export function writeOwnerOnlyFile(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: OWNER_ONLY_FILE });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Writes a file for its owner alone, over the one that is there: whoever reads it meanwhile has the old text or the new. */
export function replaceOwnerOnlyFile(path: string, text: string): void {
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, text, { flag: 'wx', mode: OWNER_ONLY_FILE, flush: true });
  renameSync(unfinished, path);
}

/** Whether others than its owner have any right to it. Windows keeps rights elsewhere. */
export function isOpenToOthers(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
}
