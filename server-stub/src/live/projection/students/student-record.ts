import type { CellError, OrdinaryEvent, RecentRun } from '../../../../../src/protocol';
import type { BatchEntry, EnrolledEntry } from '../../../log/event-log';
import { Newest, type NewestValue, type OrderKey } from '../events/corrected-time';
import { type ExecutedCell, isCounted, mainCheck, readCell, readExecutedCell, readHome, readNotebook } from '../events/event-data';
import { OpenNotebooks, type OpenNotebooksValue } from './open-notebooks';
import { StoredVolume, type StoredVolumeValue } from './stored-volume';
import { RecentRuns, type RecentRunsValue } from './recent-runs';
import { RunTimes, type RunTimesValue } from './run-times';
import { ActivitySpans, type ActivitySpansValue } from '../sessions/activity-spans';

/** A run, and the path that says where it belongs. */
export interface ToldRun {
  readonly executed: ExecutedCell;
  readonly path: string;
}

/** An exercise by its author's name for it. */
export interface NamedPlace {
  /** The path of its notebook that says where it belongs. */
  readonly path: string;
  readonly name: string;
}

interface Naming {
  readonly displayName: string;
  readonly team: string;
  readonly isVerified?: true;
}

/** A record as a snapshot holds it. */
export interface StudentRecordValue {
  readonly studentId: string;
  readonly events: number;
  readonly runs: RunTimesValue;
  readonly lastEventAtMs: number;
  readonly lastActivityAtMs: number;
  readonly lastBatchAtMs: number;
  readonly firstSeenAtMs: number;
  readonly oldestEventAtMs: number;
  readonly hasStarted: boolean;
  readonly lastError: NewestValue<CellError | null>;
  readonly enrolled: NewestValue<Naming>;
  readonly batched: NewestValue<Naming>;
  readonly notebook: NewestValue<string>;
  readonly exercise: NewestValue<NamedPlace | null>;
  readonly recent: RecentRunsValue;
  readonly notebooks: OpenNotebooksValue;
  readonly volume: StoredVolumeValue;
  readonly there: ActivitySpansValue;
}

/** What the log says of one student. Every field comes out the same in whatever order the sources' batches are folded. */
export class StudentRecord {
  events = 0;
  /** These three in milliseconds since the epoch, 0 for never. The newest event, by corrected time. */
  lastEventAtMs = 0;
  /** The newest event of what a person did, by corrected time: a notebook saves itself. */
  lastActivityAtMs = 0;
  /** The newest batch, by the server's clock. */
  lastBatchAtMs = 0;
  /** Enrolled, or else first heard of. */
  firstSeenAtMs = Number.POSITIVE_INFINITY;
  /** When the first of the events that are folded was received; 0 for never. */
  oldestEventAtMs = 0;
  hasStarted = false;
  readonly lastError = new Newest<CellError | null>();
  readonly volume = new StoredVolume();
  readonly runTimes = new RunTimes();
  /** When the student reported what they had just done. */
  readonly there = new ActivitySpans();
  readonly #enrolled = new Newest<Naming>();
  readonly #batched = new Newest<Naming>();
  readonly #notebook = new Newest<string>();
  readonly #exercise = new Newest<NamedPlace | null>();
  readonly #recent = new RecentRuns();
  readonly #notebooks = new OpenNotebooks();

  constructor(readonly studentId: string) {}

  get displayName(): string {
    return this.#enrolled.value?.displayName ?? this.studentId;
  }

  /** What the student enrolled with last; only one who never enrolled here is known by the batches. */
  get team(): string {
    return (this.#enrolled.value ?? this.#batched.value)?.team ?? '';
  }

  /** When they joined last; 0 for never. */
  get enrolledAtMs(): number {
    return this.#enrolled.key?.timeMs ?? 0;
  }

  /** Whether the student has joined and nothing more. */
  get isSilent(): boolean {
    return this.lastBatchAtMs === 0;
  }

  get isVerified(): boolean {
    return this.#enrolled.value?.isVerified === true;
  }

  /** Where the student was last, from then on. */
  notebookSince(sinceMs: number): string | null {
    return this.#notebook.valueSince(sinceMs) ?? null;
  }

  exerciseSince(sinceMs: number): NamedPlace | null {
    return this.#exercise.valueSince(sinceMs) ?? null;
  }

  /** Whether they have begun: in the first session with any notebook event, and in a later one, where JupyterLab opens what was open before, with a run. */
  hasStartedSince(sinceMs: number): boolean {
    return sinceMs === Number.NEGATIVE_INFINITY ? this.hasStarted : this.runTimes.newestMs >= sinceMs;
  }

  /** Whether the student's last notebook is closed. */
  get hasClosedAll(): boolean {
    return this.#notebooks.areClosed;
  }

  recentRuns(): RecentRun[] {
    return this.#recent.newestFirst();
  }

  enrol({ displayName, team, isVerified, receivedAtMs }: EnrolledEntry): void {
    this.firstSeenAtMs = Math.min(this.firstSeenAtMs, receivedAtMs);
    const naming = { displayName, team, ...(isVerified === true && { isVerified }) };
    this.#enrolled.offer({ timeMs: receivedAtMs, sid: `${displayName}\n${team}`, seq: isVerified === true ? 1 : 0 }, naming);
  }

  /** A batch came, whatever is in it. */
  hear({ team, sid, first, receivedAtMs }: BatchEntry): void {
    this.firstSeenAtMs = Math.min(this.firstSeenAtMs, receivedAtMs);
    this.lastBatchAtMs = Math.max(this.lastBatchAtMs, receivedAtMs);
    this.#batched.offer({ timeMs: receivedAtMs, sid, seq: first }, { displayName: this.studentId, team });
  }

  /** An event of so many bytes is about to be folded that was received then. */
  noteReceived(receivedAtMs: number, bytes: number): void {
    this.volume.note(receivedAtMs, bytes);
    this.oldestEventAtMs = this.oldestEventAtMs === 0 ? receivedAtMs : Math.min(this.oldestEventAtMs, receivedAtMs);
  }

  /** Folds an event that was not folded before. @returns the run that it tells of, if it does */
  fold({ type, data }: OrdinaryEvent, key: OrderKey): ToldRun | undefined {
    this.events += 1;
    this.lastEventAtMs = Math.max(this.lastEventAtMs, key.timeMs);
    if (type !== 'notebook.saved') {
      this.lastActivityAtMs = Math.max(this.lastActivityAtMs, key.timeMs);
    }
    this.hasStarted ||= !type.startsWith('presence.');
    const [notebook, path = ''] = [readNotebook(data), readHome(data)];
    if (notebook !== undefined) {
      this.#notebook.offer(key, notebook);
      this.#notebooks.note(path, type === 'notebook.closed', key);
    }
    const cell = readCell(data);
    if (type === 'cell.executed') {
      const executed = readExecutedCell(data, notebook, cell);
      this.#foldRun(executed, path, key);
      return { executed, path };
    }
    if (cell !== undefined) {
      this.#noteExercise(path, cell.exercise, key);
    }
    return undefined;
  }

  toValue(): StudentRecordValue {
    const { studentId, events, lastEventAtMs, lastActivityAtMs, lastBatchAtMs, firstSeenAtMs, oldestEventAtMs, hasStarted } = this;
    return {
      studentId,
      events,
      runs: this.runTimes.toValue(),
      lastEventAtMs,
      lastActivityAtMs,
      lastBatchAtMs,
      firstSeenAtMs,
      oldestEventAtMs,
      hasStarted,
      lastError: this.lastError.toValue(),
      enrolled: this.#enrolled.toValue(),
      batched: this.#batched.toValue(),
      notebook: this.#notebook.toValue(),
      exercise: this.#exercise.toValue(),
      recent: this.#recent.toValue(),
      notebooks: this.#notebooks.toValue(),
      volume: this.volume.toValue(),
      there: this.there.toValue(),
    };
  }

  static of(value: StudentRecordValue): StudentRecord {
    const record = new StudentRecord(value.studentId);
    const { events, lastEventAtMs, lastActivityAtMs, lastBatchAtMs, firstSeenAtMs, oldestEventAtMs, hasStarted } = value;
    const figures = { events, lastEventAtMs, lastActivityAtMs, lastBatchAtMs, firstSeenAtMs, oldestEventAtMs, hasStarted };
    Object.assign(record, figures);
    record.lastError.restore(value.lastError);
    record.#enrolled.restore(value.enrolled);
    record.#batched.restore(value.batched);
    record.#notebook.restore(value.notebook);
    record.#exercise.restore(value.exercise);
    record.#recent.restore(value.recent);
    record.#notebooks.restore(value.notebooks);
    record.volume.restore(value.volume);
    record.runTimes.restore(value.runs);
    record.there.restore(value.there);
    return record;
  }

  #foldRun(executed: ExecutedCell, path: string, key: OrderKey): void {
    const { cell, ok, ended, checks, error } = executed;
    const hasFailed = !ok && isCounted(ended);
    this.runTimes.add(key.timeMs, hasFailed);
    if (ended !== 'untouched') {
      this.#noteExercise(path, cell.exercise ?? (checks && mainCheck(checks)?.exercise), key);
    }
    if (hasFailed) {
      this.lastError.offer(key, error);
    }
    this.#recent.add(key, executed);
  }

  #noteExercise(path: string, name: string | undefined, key: OrderKey): void {
    this.#exercise.offer(key, name === undefined ? null : { path, name });
  }
}
