import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';

/** A server that writes so much that no pass is left alone is a fault of the test. */
const MAX_PASSES = 100;

/**
 * All bytes in a folder and those below it, one character each; packed files as what is in them.
 * A running server may replace a file meanwhile, whose new name is not on the list: then the whole folder is read again.
 */
export function bytesIn(folder: string): string {
  for (let pass = 1; ; pass++) {
    try {
      return readAll(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || pass === MAX_PASSES) {
        throw error;
      }
    }
  }
}

function readAll(folder: string): string {
  const paths = readdirSync(folder, { recursive: true }).map(name => join(folder, String(name)));
  const files = paths.filter(path => statSync(path).isFile());
  return files.map(path => unpacked(readFileSync(path)).toString('latin1')).join('\n');
}

const isPacked = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** A file that was cut off in the middle, too. */
function unpacked(bytes: Buffer): Buffer {
  return isPacked(bytes) ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
}
