import type { WireEvent } from '../../../src/protocol';
import type { BatchEntry, ErasedEntry, LogEntry } from '../log/event-log';
import { correctTime, skewMs } from './corrected-time';
import { ExerciseBoard, type StudentExercisesValue } from './exercise-board';
import { isLost, type SourceLedgerValue, SourceLedgers } from './source-ledger';
import { StudentRecord, type StudentRecordValue } from './student-record';

/** What changed since it was last asked. */
export interface ProjectionChanges {
  readonly students: ReadonlySet<string>;
  /** Teams whose figures changed, those that students left included. */
  readonly teams: ReadonlySet<string>;
  readonly help: boolean;
}

/** Of what a snapshot holds and of how the log is folded. Raise it with every change of either: snapshots of other versions are not used. */
export const SNAPSHOT_VERSION = 3;

/** All that a projection remembers of one student, as a snapshot holds it: plain JSON. */
export interface StudentValue {
  readonly studentId: string;
  /** Null when the student's data was erased, and nothing came since. */
  readonly record: StudentRecordValue | null;
  readonly sources: readonly (readonly [sid: string, ledger: SourceLedgerValue])[];
  /** Null when the student ran nothing. */
  readonly exercises: StudentExercisesValue | null;
}

/**
 * A class as its log tells it: a fold by identity (student, sid, seq), so that late and doubled batches change
 * nothing that they should not, and a restart rebuilds it. It reads no clock and does nothing but remember.
 */
export class ClassProjection {
  readonly students = new Map<string, StudentRecord>();
  readonly ledgers = new SourceLedgers();
  readonly exercises = new ExerciseBoard();
  #changedStudents = new Set<string>();
  #changedTeams = new Set<string>();
  #isHelpChanged = false;

  /** @param expiredBeforeMs events that were received before then are accounted for, and not looked at */
  constructor(readonly expiredBeforeMs = 0) {}

  /** Whether events are folded in that were received before then. */
  holdsBefore(timeMs: number): boolean {
    return [...this.students.values()].some(({ oldestEventAtMs }) => oldestEventAtMs > 0 && oldestEventAtMs < timeMs);
  }

  fold(entry: LogEntry): void {
    if (entry.kind === 'erased') {
      this.#erase(entry);
      return;
    }
    const student = this.#student(entry.studentId);
    const teamBefore = student.team;
    if (entry.kind === 'enrolled') {
      student.enrol(entry);
    } else {
      this.#foldBatch(student, entry);
    }
    this.#changedStudents.add(student.studentId);
    this.#changedTeams.add(teamBefore).add(student.team);
  }

  takeChanges(): ProjectionChanges {
    const changes = { students: this.#changedStudents, teams: this.#changedTeams, help: this.#isHelpChanged };
    this.#changedStudents = new Set();
    this.#changedTeams = new Set();
    this.#isHelpChanged = false;
    return changes;
  }

  /**
   * Everything that is remembered, student by student, in the order in which they were first heard of. The log may be folded
   * on between two of them: an entry belongs to one student, and folding it again later changes nothing.
   */
  *toValues(): Generator<StudentValue, void, undefined> {
    for (const studentId of new Set([...this.students.keys(), ...this.ledgers.studentIds()])) {
      const sources = [...this.ledgers.ofStudent(studentId)].map(([sid, ledger]) => [sid, ledger.toValue()] as const);
      const record = this.students.get(studentId)?.toValue() ?? null;
      yield { studentId, record, sources, exercises: this.exercises.toValue(studentId) };
    }
  }

  /** Takes up one student of a snapshot, who counts as changed. */
  restore({ studentId, record, sources, exercises }: StudentValue): void {
    this.exercises.restore(studentId, exercises);
    for (const [sid, ledger] of sources) {
      this.ledgers.of(studentId, sid).restore(ledger);
    }
    if (record !== null) {
      const student = StudentRecord.of(record);
      this.students.set(studentId, student);
      this.#changedStudents.add(studentId);
      this.#changedTeams.add(student.team);
    }
  }

  /** What comes after it in the log is new: the student is, and each source from its mark on. */
  #erase({ studentId, sources }: ErasedEntry): void {
    const student = this.students.get(studentId);
    this.students.delete(studentId);
    this.ledgers.erase(studentId, sources);
    this.exercises.erase(studentId);
    if (student !== undefined) {
      this.#changedStudents.add(studentId);
      this.#changedTeams.add(student.team);
      this.#isHelpChanged = true;
    }
  }

  #student(studentId: string): StudentRecord {
    let student = this.students.get(studentId);
    if (student === undefined) {
      student = new StudentRecord(studentId);
      this.students.set(studentId, student);
    }
    return student;
  }

  #foldBatch(student: StudentRecord, entry: BatchEntry): void {
    const ledger = this.ledgers.of(entry.studentId, entry.sid);
    ledger.account(entry);
    student.hear(entry);
    if (entry.receivedAtMs < this.expiredBeforeMs) {
      return;
    }
    const skew = skewMs(entry.sentAt, entry.receivedAtMs);
    for (const event of JSON.parse(entry.eventsJson) as WireEvent[]) {
      if (ledger.admit(event).length > 0 && !isLost(event)) {
        const timeMs = correctTime(event.time, skew, entry.receivedAtMs, ledger.lastTimeMs);
        ledger.lastTimeMs = timeMs;
        student.noteReceived(entry.receivedAtMs);
        const key = { timeMs, sid: entry.sid, seq: event.seq };
        const run = student.fold(event, key);
        if (run !== undefined) {
          this.exercises.add(student.studentId, run, key);
        }
        this.#isHelpChanged ||= event.type.startsWith('help.');
      }
    }
  }
}
