import type { FastifyBaseLogger } from 'fastify';
import { LRUCache } from 'lru-cache';
import { type BatchReply, type HelpStatusReply, LIMITS } from '../../../../src/protocol';
import type { IngestClaims } from '../../access/auth/ingest-tokens';
import { OWNER_ID } from '../../access/staff/instructor';
import type { Feeds } from '../feed/feeds';
import type { EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import type { ClassProjection } from '../projection/class-projection';
import type { CallStanding } from '../projection/help/help-and-visits';
import { atMost } from '../../platform/cache-limit';

export interface StudentInboxDeps {
  readonly log: EventLog;
  readonly feeds: Pick<Feeds, 'peek' | 'attend'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Pick<FastifyBaseLogger, 'warn'>;
}

/** What a reply brings a student from the instructors. */
export type InboxContents = Pick<BatchReply, 'messages' | 'help' | 'queue'>;

const NONE: InboxContents['messages'] = [];
const NOTHING: InboxContents = { messages: NONE };
const ID_BITS = 72;
const MAX_STUDENTS = 20_000;

/**
 * What instructors have for a student, as far as this process has read the class's log: it is asked with every report, and looks at memory
 * alone. That a student was shown a message is recorded when their client first says so, whichever report it comes with.
 */
export class StudentInbox {
  /** Up to which message each student's word was recorded here: the log is read on only a little later. */
  readonly #recorded = new LRUCache<string, string>(atMost(MAX_STUDENTS));

  constructor(private readonly deps: StudentInboxDeps) {}

  /**
   * @param seenMessage the last message that the student was shown, as their client says: it may be anything
   * @param isCalling whether they have called for help with this report: what becomes of it is read as soon as it is there
   */
  collect(claims: IngestClaims, seenMessage: string | undefined, isCalling: boolean): InboxContents {
    const { classId, studentId } = claims;
    if (isCalling) {
      this.deps.feeds.attend(classId);
    }
    const projection = this.deps.feeds.peek(classId);
    if (projection === undefined) {
      return NOTHING;
    }
    const nowMs = this.deps.clock.wallMs();
    const { helpAndVisits } = projection;
    const standing = helpAndVisits.helpStatusOf(studentId, nowMs);
    const help = standing && toldStanding(standing);
    if (help !== undefined && help.status !== 'resolved') {
      this.deps.feeds.attend(classId);
    }
    const queue = helpAndVisits.queue?.state;
    const messages = projection.messages.hasPending(studentId) ? this.#deliver(projection, claims, seenMessage, nowMs) : NONE;
    return help === undefined && queue === undefined && messages.length === 0
      ? NOTHING
      : { messages, ...(help !== undefined && { help }), ...(queue !== undefined && { queue }) };
  }

  /** What is said of a message that the student was never sent counts for nothing: it was of a server that this one took the place of. */
  #deliver(
    { messages }: ClassProjection,
    { classId, studentId }: IngestClaims,
    seenMessage: string | undefined,
    nowMs: number,
  ): InboxContents['messages'] {
    const whose = `${classId}\n${studentId}`;
    const known = (id: string | undefined): string => (id !== undefined && messages.isSentTo(studentId, id) ? id : '');
    const [seen, recorded] = [known(seenMessage), known(this.#recorded.get(whose))];
    if (seen > recorded) {
      this.#noteShown(classId, studentId, whose, seen, messages.newlyShown(studentId, seen, nowMs));
    }
    return messages.pendingOf(studentId, seen > recorded ? seen : recorded, nowMs);
  }

  /** Nobody waits for it: what cannot be recorded now is recorded with the next report. */
  #noteShown(classId: string, studentId: string, whose: string, seen: string, messages: readonly string[]): void {
    if (messages.length === 0) {
      return;
    }
    this.#recorded.set(whose, seen);
    const { log, clock, random, logger } = this.deps;
    const entry = { kind: 'action', studentId, receivedAtMs: clock.wallMs(), id: randomId(random, ID_BITS) } as const;
    log.appendEntries(classId, { ...entry, action: { type: 'shown', messages } }).catch((error: unknown) => {
      this.#recorded.delete(whose);
      logger.warn({ reason: (error as Error).message }, 'that a message was shown cannot be recorded now');
    });
  }
}

/** The owner is called by their role, which is nobody's name to a student. */
function toldStanding({ by, ...standing }: CallStanding): HelpStatusReply {
  return { ...standing, ...(by !== undefined && by.id !== OWNER_ID && { by: by.name.slice(0, LIMITS.displayNameLength) }) };
}
