import type { DeliveryReport, ExportedEvent, WireEvent } from '../../../../src/protocol';
import { erasedBy, studentsOf } from '../../log/erased-by';
import {
  type ActionEntry,
  type BatchEntry,
  comparePositions,
  type Erasure,
  type EventLog,
  LOG_START,
  type Position,
  type StoredEntry,
} from '../../log/event-log';
import { isInstructorStep } from './formats/event-identity';
import { InstructorSteps } from './instructor-steps';
import { eventGroups } from '../../log/event-groups';
import { readPages } from '../../log/read-pages';
import type { Slice } from '../../platform/pace/background-lane';
import { toTimestamp } from '../../platform/clock';
import { skewMs } from '../../live/projection/events/corrected-time';
import { dateEvent } from '../../live/projection/sources/event-time';
import { isWithin, type TimeRange } from '../../live/sessions/find-session';
import { sizeOf } from '../../live/projection/sources/range-set';
import { isLost } from '../../live/projection/sources/source-ledger';
import { SourceLedgers } from '../../live/projection/sources/source-ledgers';

/** Written at one go, in about a millisecond. */
const PAGE_EVENTS = 100;

/** From the first of the events shown to the last, RFC 3339 in UTC. */
export interface TimeSpan {
  /** By the students' clocks, as they said it. */
  readonly firstEventAt: string;
  readonly lastEventAt: string;
  /** By the server's clock. */
  readonly firstReceivedAt: string;
  readonly lastReceivedAt: string;
}

/** A source's mark, as the log gives it. */
export type SourceMark = Awaited<ReturnType<EventLog['sources']>>[number];

export interface ReadingLimits {
  /** What was received before then is not shown. Milliseconds since the epoch. */
  readonly expiredBeforeMs?: number;
  /** Whose data was erased: what is not removed of it yet is not shown. */
  readonly erasures?: readonly Erasure[];
  /** Where to end: for a second reading that has to show what a first one did. */
  readonly until?: Position;
  /** Only what happened then is shown, whenever it was received; all of it without. */
  readonly time?: TimeRange | undefined;
  /** Whether what instructors did is shown, too. */
  readonly withInstructors?: boolean;
  /** How long it may go on at one go; without it, to the end. */
  readonly slice?: Slice;
}

/** One reading of a class's record from its beginning: every event once, in the log's order, a few at a time. */
export class RecordReading {
  readonly #ledgers = new SourceLedgers();
  readonly #instructorSteps = new InstructorSteps();
  readonly #teams = new Map<string, Set<string>>();
  readonly #isErased: ReturnType<typeof erasedBy>;
  #position: Position = LOG_START;
  #events = 0;
  #steps = 0;
  readonly #told = new Extent();
  readonly #received = new Extent();

  constructor(
    private readonly log: EventLog,
    readonly classId: string,
    private readonly limits: ReadingLimits = {},
  ) {
    this.#isErased = erasedBy(limits.erasures ?? []);
  }

  /** How far it has read. */
  get position(): Position {
    return this.#position;
  }

  /** How many events and `lost` ranges it has shown. */
  get events(): number {
    return this.#events;
  }

  /** How many steps of instructors it has shown beside them. */
  get instructorSteps(): number {
    return this.#steps;
  }

  /** Undefined where no event was shown. */
  get timeSpan(): TimeSpan | undefined {
    const [told, received] = [this.#told.ends, this.#received.ends];
    if (received === undefined) {
      return undefined;
    }
    const [firstEventAt, lastEventAt] = told ?? received;
    const [firstReceivedAt, lastReceivedAt] = received;
    return { firstEventAt, lastEventAt, firstReceivedAt, lastReceivedAt };
  }

  /** Who was in which team, as the events shown say. */
  get teams(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#teams;
  }

  /** @throws LogUnavailableError */
  async *pages(): AsyncGenerator<readonly ExportedEvent[], void, undefined> {
    const { slice } = this.limits;
    for await (const page of readPages(this.log, this.classId)) {
      let events: ExportedEvent[] = [];
      const wanted = page.filter(({ position }) => this.#isWithin(position));
      for (const stored of wanted) {
        this.#position = stored.position;
        for (const event of this.#take(stored)) {
          this.#count(event);
          if (events.push(event) === PAGE_EVENTS) {
            yield events;
            events = [];
          }
          if (slice?.isOver === true) {
            await slice.rest();
          }
        }
      }
      yield events;
      if (wanted.length < page.length) {
        return;
      }
    }
  }

  /** What was shown, against the marks that the log had: the proof that it is whole. */
  report(marks: readonly SourceMark[]): DeliveryReport {
    return this.#ledgers.report(marks);
  }

  #isWithin(position: Position): boolean {
    const { until } = this.limits;
    return until === undefined || comparePositions(position, until) <= 0;
  }

  #take({ entry, position }: StoredEntry): Iterable<ExportedEvent> {
    if (entry.kind === 'erased') {
      this.#ledgers.erase(entry.studentId, entry.sources);
    }
    if (this.#isErased(studentsOf(entry), position)) {
      return [];
    }
    if (entry.kind === 'action') {
      return this.#takeAction(entry);
    }
    return entry.kind === 'batch' ? this.#newEvents(entry) : [];
  }

  #count(event: ExportedEvent): void {
    if (isInstructorStep(event)) {
      this.#steps += 1;
    } else {
      this.#events += 1;
      this.#noteTeam(event);
      this.#received.note(Date.parse(event.receivedAt));
      if (event.time !== null) {
        this.#told.note(Date.parse(event.time));
      }
    }
  }

  #takeAction(entry: ActionEntry): readonly ExportedEvent[] {
    const { withInstructors, expiredBeforeMs = 0 } = this.limits;
    const event = withInstructors === true ? this.#instructorSteps.take(this.classId, entry) : undefined;
    return event === undefined || entry.receivedAtMs < expiredBeforeMs || !this.#isOfTime(entry.receivedAtMs) ? [] : [event];
  }

  *#newEvents(entry: BatchEntry): Generator<ExportedEvent> {
    const ledger = this.#ledgers.of(entry.studentId, entry.sid);
    ledger.account(entry);
    if (entry.receivedAtMs < (this.limits.expiredBeforeMs ?? 0)) {
      return;
    }
    const skew = skewMs(entry.sentAt, entry.receivedAtMs);
    for (const { events } of eventGroups(entry.eventsJson)) {
      for (const event of events) {
        for (const range of ledger.admit(event)) {
          if (event.type === 'help.requested') {
            this.#instructorSteps.noteCall({ sid: entry.sid, seq: event.seq }, entry.receivedAtMs);
          }
          // Of the whole record no event's time is worked out: there may be a million.
          if (this.limits.time === undefined || this.#isOfTime(dateEvent(event, entry, skew, ledger))) {
            yield toExported(this.classId, entry, event, range);
          }
        }
      }
    }
  }

  #isOfTime(timeMs: number): boolean {
    const { time } = this.limits;
    return time === undefined || isWithin(time, timeMs);
  }

  #noteTeam({ team, studentId }: ExportedEvent): void {
    if (team !== '') {
      this.#teams.set(team, (this.#teams.get(team) ?? new Set()).add(studentId));
    }
  }
}

/** The first and the last of some times. */
class Extent {
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  note(atMs: number): void {
    this.#firstMs = Math.min(this.#firstMs, atMs);
    this.#lastMs = Math.max(this.#lastMs, atMs);
  }

  get ends(): readonly [first: string, last: string] | undefined {
    return this.#firstMs > this.#lastMs ? undefined : [toTimestamp(this.#firstMs), toTimestamp(this.#lastMs)];
  }
}

/** @param range what of the event's range was not exported before */
export function toExported(classId: string, entry: BatchEntry, event: WireEvent, range: { from: number; to: number }): ExportedEvent {
  const { studentId, team, sid, receivedAtMs } = entry;
  const receivedAt = toTimestamp(receivedAtMs);
  const whose = { classId, studentId, team, sid };
  if (!isLost(event)) {
    return { ...whose, seq: event.seq, type: event.type, time: inUtc(event.time), receivedAt, data: event.data };
  }
  const isWhole = range.from === event.from && range.to === event.seq;
  const data = isWhole ? event.data : { ...event.data, count: sizeOf(range) };
  return {
    ...whose,
    from: range.from,
    seq: range.to,
    type: event.type,
    time: event.time === undefined ? null : inUtc(event.time),
    receivedAt,
    data,
  };
}

/** A clock may say its zone; the record is in UTC. */
function inUtc(time: string): string {
  return time.endsWith('Z') ? time : toTimestamp(Date.parse(time));
}
