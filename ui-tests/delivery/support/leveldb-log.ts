import { glob, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';

/** https://github.com/google/leveldb/blob/main/doc/log_format.md: blocks of 32 KiB; a record is a checksum, a length, a type and its bytes. */
const BLOCK_BYTES = 32_768;
const HEADER_BYTES = 7;
const LENGTH_AT = 4;
const TYPE_AT = 6;
/** Of records in one piece, and of the last piece of the others. */
const ENDS: ReadonlySet<number> = new Set([1, 4]);

/**
 * Takes the incomplete record off each log of the profile's databases, as a LevelDB should that opens them. Ours writes on behind it
 * (https://github.com/google/leveldb/issues/1287), and at the start after that Chromium finds the database damaged and deletes it:
 * a kill between a record's header and its bytes costs everything that is not yet delivered one start later, and no page can prevent it.
 * The write that was cut was never confirmed.
 * @param profile the folder of a browser that has ended
 */
export async function mendLogs(profile: string): Promise<void> {
  for await (const path of glob(join(profile, 'Default', 'IndexedDB', '*', '{*.log,MANIFEST-*}'))) {
    await truncate(path, completeLength(await readFile(path)));
  }
}

/** @returns how many of the log's bytes are whole records */
function completeLength(log: Buffer): number {
  let complete = 0;
  for (let at = 0; at + HEADER_BYTES <= log.length;) {
    const end = at + HEADER_BYTES + log.readUInt16LE(at + LENGTH_AT);
    if (end <= log.length && ENDS.has(log.readUInt8(at + TYPE_AT))) {
      complete = end;
    }
    at = nextRecordAt(end);
  }
  return complete;
}

/** What is left of a block and too short for a header is filled with zeros. */
function nextRecordAt(offset: number): number {
  const left = BLOCK_BYTES - (offset % BLOCK_BYTES);
  return left < HEADER_BYTES ? offset + left : offset;
}
