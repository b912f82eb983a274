import { comparePositions, type Position } from '../event-log';
import type { Archive } from './archive';
import { ArchiveChunk } from './archive-chunk';
import { fromLine, receivedAtMsOf, toLine } from './archive-line';

/**
 * Empties the batches of a class's archive that were received before `horizonMs`: what happened goes, that it was accounted for stays,
 * so that nothing counts as missing. What instructors did goes whole. Only of what is trimmed from the log: the rest must be the same as there.
 * @returns whether there were any
 * @throws ArchiveUnusableError, or what the disk says
 */
export async function expireArchive(archive: Archive, classId: string, trimmed: Position, horizonMs: number): Promise<boolean> {
  let isChanged = false;
  for (const file of await archive.filesOf(classId)) {
    if (comparePositions(file.last, trimmed) <= 0) {
      const { lines } = await archive.readBack(classId, file);
      const kept = lines.flatMap(line => (receivedAtMsOf(line) < horizonMs ? remainsOf(line) : [line]));
      if (kept.length < lines.length || kept.some((line, index) => line !== lines[index])) {
        await archive.replace(classId, file, new ArchiveChunk(kept));
        isChanged = true;
      }
    }
  }
  return isChanged;
}

/** Nothing needs to be accounted for of what instructors did. */
function remainsOf(line: string): readonly string[] {
  const { position, entry } = fromLine(line);
  if (entry.kind === 'action') {
    return [];
  }
  return [entry.kind === 'batch' ? toLine({ position, entry: { ...entry, eventsJson: '[]', rejected: [] } }) : line];
}
