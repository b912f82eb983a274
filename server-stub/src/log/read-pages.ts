import { type EventLog, LOG_START, type Position, type StoredEntry } from './event-log';

/** Reading so much at one go takes about a millisecond, in which nothing is written. In characters of events. */
const PAGE_LENGTH = 256 * 1024;
/** Of whose length nothing is known. */
export const FIRST_ENTRIES = 5;
const MAX_ENTRIES = 100;

/** All entries of a class, in pages that are small however large a batch is: whoever writes meanwhile does not feel them. @throws LogUnavailableError */
export async function* readPages(log: Pick<EventLog, 'read'>, classId: string): AsyncGenerator<readonly StoredEntry[], void, undefined> {
  let position: Position = LOG_START;
  let limit = FIRST_ENTRIES;
  for (;;) {
    const page = await log.read(classId, position, limit);
    position = page.at(-1)?.position ?? position;
    yield page;
    if (page.length < limit) {
      return;
    }
    limit = nextLimit(page);
  }
}

/** How many entries to read after these: as many as would have fitted, and no leap. */
export function nextLimit(page: readonly StoredEntry[]): number {
  const length = page.reduce((sum, { entry }) => sum + (entry.kind === 'batch' ? entry.eventsJson.length : 0), 0);
  const fitting = Math.floor((page.length * PAGE_LENGTH) / Math.max(1, length));
  return Math.max(1, Math.min(fitting, page.length * 2, MAX_ENTRIES));
}
