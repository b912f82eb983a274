import { comparePositions, type EventLog, type Position, type StoredEntry } from '../event-log';
import type { Archive } from './archive';
import { ArchiveChunk } from './archive-chunk';
import { type ArchiveFile, folderOf } from './archive-file';
import { toLine } from './archive-line';
import { ArchiveUnusableError } from './archive-unusable';

/** Characters of a file before it is compressed, give or take an entry: it is made, and read again, in memory. */
const CHUNK_LENGTH = 2 * 1024 * 1024;

/** A batch has at most 1 MiB: a page of a hostile class stays small, too. */
const PAGE_ENTRIES = 50;

/**
 * Archives the entries after `after` up to the first that was not received before `horizonMs`, as many as one file takes.
 * @returns the file, or undefined when there is nothing to archive
 * @throws LogUnavailableError, ArchiveUnusableError, or what the disk says
 */
export async function archiveNext(
  log: EventLog,
  archive: Archive,
  classId: string,
  after: Position,
  horizonMs: number,
): Promise<ArchiveFile | undefined> {
  const lines = await takeLines(log, classId, after, horizonMs);
  if (lines.length === 0) {
    return undefined;
  }
  return archive.add(classId, after, new ArchiveChunk(lines), written =>
    compareWithLog(log, classId, after, written, written.last ?? after),
  );
}

async function takeLines(log: EventLog, classId: string, after: Position, horizonMs: number): Promise<string[]> {
  const lines: string[] = [];
  let length = 0;
  for await (const stored of readOn(log, classId, after)) {
    if (stored.entry.receivedAtMs >= horizonMs || length >= CHUNK_LENGTH) {
      break;
    }
    const line = toLine(stored);
    lines.push(line);
    length += line.length;
  }
  return lines;
}

/**
 * Makes sure that the log holds nothing between `after` and `end` that the chunk lacks, or has otherwise.
 * That it holds less is no fault: then it was trimmed, erased or lost.
 * @throws ArchiveUnusableError
 */
export async function compareWithLog(log: EventLog, classId: string, after: Position, chunk: ArchiveChunk, end: Position): Promise<void> {
  for await (const stored of readOn(log, classId, after)) {
    if (comparePositions(stored.position, end) > 0) {
      return;
    }
    if (chunk.lineAt(stored.position) !== toLine(stored)) {
      throw new ArchiveUnusableError(
        `The archive in folder ${folderOf(classId)} is not of this log: they differ at position ${stored.position}. ` +
          'Nothing is trimmed. Move the folder away if it is of another server.',
      );
    }
  }
}

async function* readOn(log: EventLog, classId: string, after: Position): AsyncGenerator<StoredEntry, void, undefined> {
  let position = after;
  let page: readonly StoredEntry[];
  do {
    page = await log.read(classId, position, PAGE_ENTRIES);
    yield* page;
    position = page.at(-1)?.position ?? position;
  } while (page.length === PAGE_ENTRIES);
}
