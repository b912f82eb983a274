import { LRUCache } from 'lru-cache';
import type { CheckedBatch } from '../../../src/protocol';
import type { IngestClaims } from '../access/auth/ingest-tokens';
import { atMost } from '../platform/cache-limit';

const MAX_SOURCES = 20_000;

/**
 * Which policy each source has been told, so that a reply carries it only when it changed. Our own client says which one
 * it follows, and hears of a change even if a reply was lost; for any other the server remembers what it said.
 */
export class PoliciesTold {
  readonly #revisions = new LRUCache<string, number>(atMost(MAX_SOURCES));

  /** Whether the client knows `revision`. If not it is about to be told, and counts as knowing it from then on. */
  isKnown({ classId, studentId, policyRevision }: IngestClaims, batch: CheckedBatch, revision: number): boolean {
    if (batch.policyRevision !== undefined) {
      return batch.policyRevision === revision;
    }
    const key = `${classId}\n${studentId}\n${batch.sid}`;
    const told = this.#revisions.get(key) ?? policyRevision;
    if (told !== revision) {
      this.#revisions.set(key, revision);
    }
    return told === revision;
  }
}
