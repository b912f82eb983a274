import { createHash } from 'node:crypto';
import type { Position } from '../event-log';

/**
 * A file of an archive, as its name tells: it holds every entry that its class's log had after `after`, up to and including `last`.
 * So a missing file shows as a hole in the chain, and files may overlap.
 */
export interface ArchiveFile {
  readonly name: string;
  readonly after: Position;
  readonly last: Position;
  readonly entries: number;
  /** Of the compressed bytes, in hexadecimal, as `sha256sum` prints it. */
  readonly sha256: string;
}

const NAME = /^(\d{1,15}(?:-\d{1,15})?)_(\d{1,15}(?:-\d{1,15})?)_(\d{1,9})_([\da-f]{64})\.ndjson\.gz$/u;

/** The file that holds these bytes. @param after where the file before it ends @param last position in it */
export function describeFile(after: Position, last: Position, entries: number, bytes: Uint8Array): ArchiveFile {
  const sha256 = sha256Of(bytes);
  return { name: `${after}_${last}_${String(entries)}_${sha256}.ndjson.gz`, after, last, entries, sha256 };
}

/** Undefined for a file that is not an archive's. */
export function parseFileName(name: string): ArchiveFile | undefined {
  const [, after, last, entries, sha256] = NAME.exec(name) ?? [];
  if (after === undefined || last === undefined || sha256 === undefined) {
    return undefined;
  }
  return { name, after, last, entries: Number(entries), sha256 };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const PLAIN_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/u;

/**
 * The folder of a class: its id where that is safe on every file system, where case may not count and some names are reserved;
 * else a hash of it. The class's description in the folder says which class it is.
 */
export function folderOf(classId: string): string {
  return PLAIN_ID.test(classId) && !/^(?:con|prn|aux|nul|com\d|lpt\d)$/u.test(classId)
    ? classId
    : `=${sha256Of(Buffer.from(JSON.stringify(classId))).slice(0, 40)}`;
}
