import type { WireEvent } from '../../../src/protocol';
import type { BatchEntry, LogEntry } from '../log/event-log';
import { correctTime, skewMs } from './corrected-time';
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
export const SNAPSHOT_VERSION = 1;

/** All that a projection remembers of one student, as a snapshot holds it: plain JSON. */
export interface StudentValue {
  readonly record: StudentRecordValue;
  readonly sources: readonly (readonly [sid: string, ledger: SourceLedgerValue])[];
}

/**
 * A class as its log tells it: a fold by identity (student, sid, seq), so that late and doubled batches change
 * nothing that they should not, and a restart rebuilds it. It reads no clock and does nothing but remember.
 */
export class ClassProjection {
  readonly students = new Map<string, StudentRecord>();
  readonly ledgers = new SourceLedgers();
  #changedStudents = new Set<string>();
  #changedTeams = new Set<string>();
  #isHelpChanged = false;

  fold(entry: LogEntry): void {
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
    for (const record of this.students.values()) {
      const sources = [...this.ledgers.ofStudent(record.studentId)].map(([sid, ledger]) => [sid, ledger.toValue()] as const);
      yield { record: record.toValue(), sources };
    }
  }

  /** Takes up one student of a snapshot, who counts as changed. */
  restore({ record, sources }: StudentValue): void {
    const student = StudentRecord.of(record);
    const { studentId, team } = student;
    this.students.set(studentId, student);
    for (const [sid, ledger] of sources) {
      this.ledgers.of(studentId, sid).restore(ledger);
    }
    this.#changedStudents.add(studentId);
    this.#changedTeams.add(team);
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
    const skew = skewMs(entry.sentAt, entry.receivedAtMs);
    for (const event of JSON.parse(entry.eventsJson) as WireEvent[]) {
      if (ledger.admit(event).length > 0 && !isLost(event)) {
        const timeMs = correctTime(event.time, skew, entry.receivedAtMs, ledger.lastTimeMs);
        ledger.lastTimeMs = timeMs;
        student.fold(event, { timeMs, sid: entry.sid, seq: event.seq });
        this.#isHelpChanged ||= event.type.startsWith('help.');
      }
    }
  }
}
