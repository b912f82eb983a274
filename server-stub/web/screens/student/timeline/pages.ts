import type { ExportedEvent, StudentTimeline } from '../../../../../src/protocol';
import { eventKey } from './timeline-item';

/** The loaded part of a student's timeline: without gaps, newest first. */
export interface LoadedTimeline {
  readonly events: readonly ExportedEvent[];
  /** For the next, older page; null at the beginning. */
  readonly before: string | null;
}

/**
 * Merges a reloaded newest page. New items go before known ones; if the page no longer reaches the known ones, those are dropped, so that
 * a gap is never shown as if nothing had happened in it.
 */
export function withNewest(loaded: LoadedTimeline | undefined, page: StudentTimeline): LoadedTimeline {
  if (loaded === undefined) {
    return page;
  }
  const fresh = new Set(page.events.map(eventKey));
  const hasMet = loaded.events.some(event => fresh.has(eventKey(event)));
  const older = loaded.events.filter(event => !fresh.has(eventKey(event)));
  if (!hasMet) {
    return page;
  }
  return { events: sortNewestFirst([...page.events, ...older]), before: loaded.before };
}

export function withOlder(loaded: LoadedTimeline, page: StudentTimeline): LoadedTimeline {
  const known = new Set(loaded.events.map(eventKey));
  const events = sortNewestFirst([...loaded.events, ...page.events.filter(event => !known.has(eventKey(event)))]);
  return { events, before: page.before };
}

/** A batch that comes late, from a tab that was offline, belongs where its events happened. */
function sortNewestFirst(events: readonly ExportedEvent[]): readonly ExportedEvent[] {
  const timeOf = ({ time, receivedAt }: ExportedEvent): number => Date.parse(time ?? receivedAt);
  return events.toSorted((a, b) => timeOf(b) - timeOf(a) || (a.sid === b.sid ? b.seq - a.seq : 0));
}
