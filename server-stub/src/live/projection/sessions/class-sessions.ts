import type { InstructorName } from '../../../../../src/protocol';
import { type ClockStep, isPlausible } from '../../../platform/clock';
import { type ActivitySpan, ActivitySpans, type ActivitySpansValue, SESSION_GAP_MS } from './activity-spans';
import { ClassClock, type LoggedStep } from './class-clock';
import { type Meetings, meetingsOf } from './meetings';
import { asOfNow, elapsedMs, type Stretch } from './skipped-time';

/** One session of a class. Times are milliseconds since the epoch by the server's clock. */
export interface Session {
  readonly startedAtMs: number;
  /** What happened from then on is of this session, if it is not of a later one: a first report tells of what was just before it. */
  readonly sinceMs: number;
  /** Somebody was last heard, or the next one began. */
  readonly lastMs: number;
  /** Undefined where it began by itself. */
  readonly begunBy: InstructorName | undefined;
}

/** The newest goes on. */
export type CurrentSession = Omit<Session, 'lastMs'>;

/** An instructor began a session. */
export interface SessionBegun {
  /** Of its entry in the log. */
  readonly id: string;
  readonly atMs: number;
  readonly by: InstructorName;
}

/** What is remembered of a class's sessions besides what its students' records hold, as a snapshot holds it. */
export interface ClassSessionsValue {
  readonly begun: readonly SessionBegun[];
  readonly there: ActivitySpansValue;
  /** Absent where none were noticed. */
  readonly steps?: readonly LoggedStep[];
}

/** A second press of the button within this time begins no other session. */
export const SAME_BEGINNING_MS = 60_000;
/** The newest sessions that are told. */
const MAX_SESSIONS = 200;
const MAX_BEGUN = 400;

/**
 * When the class met: a session begins with whoever is there after `SESSION_GAP_MS` of nobody, or when an instructor says so. It is worked out of
 * when students reported what they had just done, so that every reader of the log finds the same, in whatever order it is read. What a server's clock
 * was set forward by is no time of nobody.
 */
export class ClassSessions {
  #begun: readonly SessionBegun[] = [];
  /** Pages were open while nobody did anything. */
  readonly #there = new ActivitySpans();
  /** Of everybody together; undefined when it is to be put together again. */
  #all: ActivitySpans | undefined;
  /** Oldest first, without their ends, which move; undefined when they are to be worked out again. */
  #starts: readonly CurrentSession[] | undefined;
  readonly #clock = new ClassClock();
  /** What `#starts` were worked out with. */
  #startsBySteps: readonly ClockStep[] | undefined;
  /** Undefined when they are to be worked out again. */
  #meetings: Meetings | undefined;
  #nowMs = Number.POSITIVE_INFINITY;

  /** @param students when each student was there */
  constructor(private readonly students: () => Iterable<ActivitySpans>) {}

  /** A report of what a student had just done was received then. */
  note(student: ActivitySpans, receivedAtMs: number): void {
    student.note(receivedAtMs);
    this.#noteInAll(receivedAtMs);
  }

  /** The class was there then, though nobody did anything. */
  noteThere(atMs: number): void {
    this.#there.note(atMs);
    this.#noteInAll(atMs);
  }

  /** A server's clock was set. */
  noteStep(step: LoggedStep): void {
    this.#clock.note(step);
    this.#forgetStarts();
  }

  /** From now on steps count that this process has noticed, too, before the log tells of them. */
  goBy(ownSteps: () => readonly ClockStep[]): void {
    this.#clock.goBy(ownSteps);
  }

  begin(begun: SessionBegun): void {
    if (!this.#begun.some(({ id }) => id === begun.id)) {
      this.#begun = [...this.#begun, begun].toSorted(byTime).slice(-MAX_BEGUN);
      this.#noteInAll(begun.atMs);
      this.#forgetStarts();
    }
  }

  /** A student came with a past, or went with theirs. */
  reckonAnew(): void {
    this.#all = undefined;
    this.#forgetStarts();
  }

  /** Oldest first. */
  list(): readonly Session[] {
    return this.#meet()
      .spans.flatMap((span, index) => splitSpan(span, index === 0, this.#begun))
      .slice(-MAX_SESSIONS);
  }

  /** Which session is the current one is judged by that time from now on: what was stamped before the clock was set back is not. */
  lookAt(nowMs: number): void {
    this.#nowMs = nowMs;
  }

  /** The newest; undefined while nobody ever reported anything. */
  get current(): CurrentSession | undefined {
    // Looks whether there is a step more.
    this.#meet();
    this.#starts ??= this.list().map(({ lastMs: _moves, ...start }) => start);
    return this.#starts.findLast(({ startedAtMs }) => isPlausible(startedAtMs, this.#nowMs)) ?? this.#starts[0];
  }

  /** From when on what happened is of the current session; everything is of the first. */
  get sinceMs(): number {
    return this.current?.sinceMs ?? Number.NEGATIVE_INFINITY;
  }

  /** When in the current session somebody was there last, or an instructor began it; 0 without any. */
  get lastMs(): number {
    const startedAtMs = this.current?.startedAtMs ?? 0;
    return this.#meet().spans.findLast(({ firstMs }) => firstMs <= startedAtMs)?.lastMs ?? 0;
  }

  /** For how long nobody has been there in the current session. */
  silentMs(nowMs: number): number {
    return elapsedMs(this.lastMs, nowMs, this.#skippedBy(nowMs));
  }

  /** When something happened that was stamped then, by the clock as it goes now: how long ago it was is right. */
  asOfNow(stampMs: number, nowMs: number): number {
    return asOfNow(stampMs, nowMs, this.#skippedBy(nowMs));
  }

  /** Whether by now nobody has been there for so long that the current session is over, though no other has begun. */
  isOver(nowMs: number): boolean {
    return this.current !== undefined && this.silentMs(nowMs) >= SESSION_GAP_MS;
  }

  /** Whether an instructor began a session before then. */
  holdsBefore(timeMs: number): boolean {
    return this.#begun.some(({ atMs }) => atMs < timeMs);
  }

  toValue(): ClassSessionsValue {
    const steps = this.#clock.toValue();
    return { begun: this.#begun, there: this.#there.toValue(), ...(steps.length > 0 && { steps }) };
  }

  restore({ begun, there, steps = [] }: ClassSessionsValue): void {
    this.#begun = begun;
    this.#clock.restore(steps);
    this.#there.restore(there);
    this.reckonAnew();
  }

  #noteInAll(timeMs: number): void {
    this.#meetings = undefined;
    if (this.#all?.note(timeMs) === true || this.#clock.list().length > 0) {
      this.#starts = undefined;
    }
  }

  #forgetStarts(): void {
    this.#meetings = undefined;
    this.#starts = undefined;
  }

  #skippedBy(nowMs: number): readonly Stretch[] {
    // What another machine's clock was set to is not yet.
    const { skipped } = this.#meet();
    return skipped.length === 0 ? skipped : skipped.filter(({ toMs }) => isPlausible(toMs, nowMs));
  }

  #meet(): Meetings {
    const steps = this.#clock.list();
    if (this.#meetings?.steps !== steps) {
      if (this.#startsBySteps !== steps) {
        this.#starts = undefined;
        this.#startsBySteps = steps;
      }
      this.#meetings = meetingsOf(this.#together().spans, steps);
    }
    return this.#meetings;
  }

  #together(): ActivitySpans {
    if (this.#all === undefined) {
      const all = new ActivitySpans();
      for (const { spans } of [...this.students(), this.#there]) {
        spans.forEach(span => all.noteSpan(span));
      }
      this.#begun.forEach(({ atMs }) => all.note(atMs));
      this.#all = all;
    }
    return this.#all;
  }
}

const byTime = (a: SessionBegun, b: SessionBegun): number => a.atMs - b.atMs || (a.id < b.id ? -1 : 1);

function splitSpan({ firstMs, lastMs }: ActivitySpan, isFirst: boolean, begun: readonly SessionBegun[]): Session[] {
  const starts = [{ startedAtMs: firstMs, begunBy: undefined as InstructorName | undefined }];
  for (const { atMs, by } of begun) {
    const before = starts.at(-1);
    if (atMs === firstMs) {
      starts[0] = { startedAtMs: firstMs, begunBy: starts[0]?.begunBy ?? by };
    } else if (atMs > firstMs && atMs <= lastMs && before !== undefined && atMs - before.startedAtMs >= SAME_BEGINNING_MS) {
      starts.push({ startedAtMs: atMs, begunBy: by });
    }
  }
  return starts.map(({ startedAtMs, begunBy }, index) => ({
    startedAtMs,
    sinceMs: begunBy === undefined ? (isFirst ? Number.NEGATIVE_INFINITY : startedAtMs - SESSION_GAP_MS) : startedAtMs,
    lastMs: starts[index + 1]?.startedAtMs ?? lastMs,
    begunBy,
  }));
}
